import type { CodeRequest } from './codeRequest.ts';
import { toCSharp } from './csharp.ts';
import { toCurl } from './curl.ts';
import { CODE_FORMS, type CodeForm } from './forms.ts';
import { toFetch } from './javascript.ts';
import { toPowerShell } from './powershell.ts';
import { toPython } from './python.ts';

/** A form that a request can be copied in, and what writes it. */
export interface CodeLanguage extends CodeForm {
  write(request: CodeRequest): string;
}

const WRITERS: Readonly<Record<CodeForm['id'], CodeLanguage['write']>> = {
  curl: toCurl,
  powershell: toPowerShell,
  javascript: toFetch,
  csharp: toCSharp,
  python: toPython,
};

/** Every form, the most used first. */
export const CODE_LANGUAGES: readonly CodeLanguage[] = CODE_FORMS.map((form) => ({
  ...form,
  write: WRITERS[form.id],
}));
