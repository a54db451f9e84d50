import { writeFile } from 'node:fs/promises';
import { PAGE, pageWithTable } from './page.ts';

await writeFile(PAGE, (await pageWithTable()).should);
