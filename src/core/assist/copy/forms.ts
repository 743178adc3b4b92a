/** A form that a request can be copied in, as a menu offers it. */
export interface CodeForm {
  readonly id: 'curl' | 'powershell' | 'javascript' | 'csharp' | 'python';
  readonly label: string;
  /** What it takes to run it. */
  readonly description: string;
  /** Where the token comes from, to be told once it is copied. */
  readonly token: string;
}

const VARIABLE = 'set the environment variable GRAPH_TOKEN to an access token';

/** Every form, the most used first. */
export const CODE_FORMS = [
  { id: 'curl', label: 'cURL', description: 'for a POSIX shell', token: 'set GRAPH_TOKEN there' },
  {
    id: 'powershell',
    label: 'PowerShell',
    description: 'Invoke-MgGraphRequest of the Microsoft Graph module',
    token: 'sign in there with Connect-MgGraph',
  },
  { id: 'javascript', label: 'JavaScript', description: 'fetch, Node.js', token: VARIABLE },
  { id: 'csharp', label: 'C#', description: 'HttpClient, .NET 7 or newer', token: VARIABLE },
  { id: 'python', label: 'Python', description: 'requests', token: VARIABLE },
] as const satisfies readonly CodeForm[];
