"""What schemathesis cannot know of this API: which refusals no schema can foresee, and which key is its own."""

import os
from collections import Counter
from itertools import count

import schemathesis
from schemathesis.openapi.checks import RejectedPositiveData

# Faults of single values that a JSON schema describes: data it calls valid is never refused for one of them.
SHAPE = {
    "invalid_type",
    "invalid_value",
    "invalid_format",
    "invalid_key",
    "invalid_element",
    "invalid_union",
    "too_big",
    "too_small",
    "not_multiple_of",
    "unrecognized_keys",
}

# Refusals before a request is looked at by its schema.
READING = {
    "malformed_request",
    "malformed_body",
    "unsupported_media_type",
    "body_too_large",
    "idempotency_key_missing",
    "idempotency_key_invalid",
    "if_match_invalid",
    "not_acceptable",
}


def is_of_meaning(problem):
    """Whether well-formed data was refused for what it means: a rule across fields, or the state of something."""
    code = problem.get("code")
    if code == "invalid_request":
        # Its alphabet for p{M} in the pattern of a tag has code points that Unicode has not given away.
        shape = {fault["code"] for fault in problem["errors"] if not fault["pointer"].startswith("/tags/")}
        return not SHAPE & shape
    return code not in READING


@schemathesis.hook
def filter_failure(context, failure, case, response):
    if not isinstance(failure, RejectedPositiveData):
        return True
    return not is_of_meaning(response.json())


covered = Counter()


@schemathesis.hook
def filter_case(context, case):
    # The phase "coverage" would send thousands: of each scenario at each place of an operation some are enough.
    data = case.meta.phase.data
    if case.meta.phase.name.value != "coverage":
        return True
    place = (case.operation.label, data.scenario, data.parameter_location)
    covered[place] += 1
    return covered[place] <= int(os.environ["FUZZ_PER_SCENARIO"])


requests = count(1)


@schemathesis.hook
def before_call(context, case, kwargs):
    # It would lock itself out.
    if case.operation.label == "DELETE /v1/api-keys/{id}" and case.path_parameters["id"] == os.environ["FUZZ_KEY_ID"]:
        case.path_parameters["id"] = "999999"
    if not case.meta.generation.mode.is_positive:
        return
    # A new request has a new key; two requests of one key are refused for that alone.
    if "Idempotency-Key" in (case.headers or {}):
        case.headers["Idempotency-Key"] = f"{case.headers['Idempotency-Key'][:200]}-{next(requests)}"
    # Any version: one that is outdated is refused for that alone, and coverage would take numbers for versions.
    if "If-Match" in (case.headers or {}):
        case.headers["If-Match"] = "*"
    # A cursor is what the page before gave; no other can be made up.
    (case.query or {}).pop("cursor", None)
