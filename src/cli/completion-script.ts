import { COMPARISON_FORMATS } from '../compare/comparison-format.js';
import { OUTPUT_FORMATS } from '../write/output-format.js';
import { REPORT_OPTIONS } from './report-options.js';

const SHELLS = ['bash', 'zsh', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

export function isShell(name: string): name is Shell {
  return SHELLS.some((shell) => shell === name);
}

/** PowerShell on Windows; elsewhere what `SHELL` names, and bash when it names nothing we know. */
export function shellOf(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): Shell {
  if (platform === 'win32') return 'powershell';
  return env['SHELL']?.endsWith('/zsh') === true ? 'zsh' : 'bash';
}

/** The script that teaches a shell our options. It knows them by itself and does not start the program at every key. */
export function completionScript(shell: Shell): string {
  const options = [...Object.keys(REPORT_OPTIONS), 'help', 'version'].map((name) => `--${name}`);
  const formats = OUTPUT_FORMATS.join(' ');
  const compared = COMPARISON_FORMATS.join(' ');
  switch (shell) {
    case 'bash':
      return bashScript(options.join(' '), formats, compared);
    case 'zsh':
      return zshScript(options.join(' '), formats, compared);
    case 'powershell':
      return powershellScript(options, OUTPUT_FORMATS, COMPARISON_FORMATS);
  }
}

// Where nothing is offered, `-o default` completes file names: the logs.
function bashScript(options: string, formats: string, compared: string): string {
  return `# etlreport completion for bash
_etlreport() {
  local word=\${COMP_WORDS[COMP_CWORD]}
  local before=\${COMP_WORDS[COMP_CWORD - 1]}
  local formats='${formats}'
  [[ \${COMP_WORDS[1]} == compare ]] && formats='${compared}'
  COMPREPLY=()
  case $before in
    -f | --format) COMPREPLY=($(compgen -W "$formats" -- "$word")) ;;
    *) [[ $word == -* ]] && COMPREPLY=($(compgen -W "${options}" -- "$word")) ;;
  esac
}
complete -o default -o bashdefault -F _etlreport etlreport
`;
}

function zshScript(options: string, formats: string, compared: string): string {
  return `#compdef etlreport
# etlreport completion for zsh
_etlreport() {
  case $words[CURRENT-1] in
    -f | --format) if [[ $words[2] == compare ]]; then compadd -- ${compared}; else compadd -- ${formats}; fi ;;
    *) if [[ $words[CURRENT] == -* ]]; then compadd -- ${options}; else _files; fi ;;
  esac
}
(( $+functions[compdef] )) && compdef _etlreport etlreport
`;
}

function powershellScript(options: readonly string[], formats: readonly string[], compared: readonly string[]): string {
  const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');
  return `# etlreport completion for PowerShell
Register-ArgumentCompleter -Native -CommandName etlreport -ScriptBlock {
  param($word, $ast, $position)
  $before = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { "$_" })[-1]
  $formats = if ("$($ast.CommandElements[1])" -eq 'compare') { ${quoted(compared)} } else { ${quoted(formats)} }
  $names = if ($before -in '-f', '--format') { $formats } elseif ("$word".StartsWith('-')) { ${quoted(options)} } else { @() }
  $names | Where-Object { $_ -like "$word*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
