"""What lets a shell complete commands, flags and their values: scripts for bash, zsh and fish, made from the parser.

Pure: words in, text out. Words of `help` are for people and are quoted for each shell.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

_PATHS: Final = frozenset(["FILE", "DIR", "SEED"])
"""What a value that is a path is called."""


class Flag(Struct, frozen=True):
    """A flag, or a value without one (then it has no names)."""

    names: tuple[str, ...]
    value: str
    """What its value is called; "" when it takes none."""
    choices: tuple[str, ...]
    help: str
    many: bool = False
    """Whether it may be given several times over, without its name."""


class Command(Struct, frozen=True):
    """A command with its flags."""

    name: str
    help: str
    flags: tuple[Flag, ...]
    values: tuple[Flag, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every name of every flag."""
        return tuple(name for flag in self.flags for name in flag.names)


def commands_of(parsers: Mapping[str, argparse.ArgumentParser]) -> tuple[Command, ...]:
    """The commands as values, in their order."""
    found = []
    for name, parser in parsers.items():
        flags = tuple(_flag(action) for action in parser._actions)
        found.append(
            Command(
                name,
                (parser.description or "").rstrip("."),
                tuple(flag for flag in flags if flag.names),
                tuple(flag for flag in flags if not flag.names),
            )
        )
    return tuple(found)


def _flag(action: argparse.Action) -> Flag:
    metavar = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    takes = action.nargs != 0
    choices = tuple(str(choice) for choice in action.choices or ())
    return Flag(tuple(action.option_strings), metavar if takes else "", choices, action.help or "", action.nargs == "*")


def _bash(commands: Sequence[Command]) -> str:
    cases = "".join(
        f"    {command.name}) flags={_quoted(' '.join(command.words))}; "
        f"values={_quoted(' '.join(choice for flag in command.values for choice in flag.choices))} ;;\n"
        for command in commands
    )
    values = "".join(f"    {pattern}) {does}; return ;;\n" for pattern, does in _bash_values(commands))
    names = " ".join(command.name for command in commands)
    return f"""# Completion of site-gen for bash: put  eval "$(site-gen completion bash)"  into ~/.bashrc
_site_gen_paths() {{
  local IFS=$'\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen "$1" -- "$2"))
}}
_site_gen() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command= flags= values= at
  if [[ $word == = ]]; then
    word=
  elif [[ $before == = ]]; then
    before=${{COMP_WORDS[COMP_CWORD-2]}}
  fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    case ${{COMP_WORDS[at]}} in
      -C|--root) ((at++)) ;;
      -*) ;;
      *) command=${{COMP_WORDS[at]}}; break ;;
    esac
  done
  case $command:$before in
    *:-C|*:--root) _site_gen_paths -d "$word"; return ;;
{values}  esac
  case $command in
    '') flags='-h --help --version -C --root'; values={_quoted(names)} ;;
{cases}  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$word"))
  elif [[ -n $values ]]; then
    COMPREPLY=($(compgen -W "$values" -- "$word"))
  else
    _site_gen_paths -f "$word"
  fi
}}
complete -F _site_gen site-gen
"""


def _bash_values(commands: Sequence[Command]) -> Iterator[tuple[str, str]]:
    """For each flag with a value the patterns that it is met by, and what offers its values."""
    for command in commands:
        for flag in command.flags:
            if not flag.value or "--root" in flag.names:
                continue
            pattern = "|".join(f"{command.name}:{name}" for name in flag.names)
            if flag.choices:
                yield pattern, f'COMPREPLY=($(compgen -W {_quoted(" ".join(flag.choices))} -- "$word"))'
            else:
                yield pattern, '_site_gen_paths -f "$word"' if flag.value in _PATHS else "COMPREPLY=()"


def _zsh(commands: Sequence[Command]) -> str:
    names = "\n".join(f"    {_quoted(f'{command.name}:{command.help}')}" for command in commands)
    cases = "".join(
        f"    {command.name})\n      _arguments -S \\\n"
        + " \\\n".join(f"        {_quoted(spec)}" for spec in _zsh_specs(command))
        + "\n      ;;\n"
        for command in commands
    )
    return f"""#compdef site-gen
# Completion of site-gen for zsh: site-gen completion zsh > a folder of your fpath, as _site-gen
_site_gen() {{
  local curcontext="$curcontext" state line
  local -a commands
  commands=(
{names}
  )
  _arguments -C '(- *)'{{-h,--help}}'[tell how it is used]' '(- *)--version[tell the version]' \\
    '(-C --root)'{{-C,--root}}'[the project]:folder:_files -/' '1: :->command' '*:: :->rest'
  case $state in
    command) _describe -t commands 'command' commands; return ;;
    rest) ;;
    *) return ;;
  esac
  curcontext="${{curcontext%:*:*}}:site-gen-$line[1]:"
  case $line[1] in
{cases}  esac
}}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _site_gen "$@"; else compdef _site_gen site-gen; fi
"""


def _zsh_specs(command: Command) -> Iterator[str]:
    for flag in command.flags:
        both = f"({' '.join(flag.names)})" if len(flag.names) > 1 else ""
        for name in flag.names:
            yield f"{both}{name}[{_plain(flag.help)}]" + (f":{flag.value}:{_zsh_values(flag)}" if flag.value else "")
    for at, flag in enumerate(command.values, 1):
        yield f"{'*' if flag.many else at}:{flag.value}:{_zsh_values(flag)}"


def _zsh_values(flag: Flag) -> str:
    if flag.choices:
        return f"({' '.join(flag.choices)})"
    return {"DIR": "_files -/", "FILE": "_files", "SEED": "_files"}.get(flag.value, " ")


def _fish(commands: Sequence[Command]) -> str:
    lines = ["# Completion of site-gen for fish: site-gen completion fish > ~/.config/fish/completions/site-gen.fish"]
    lines.append("complete -c site-gen -f")
    outside = "-n __fish_use_subcommand"
    lines.append(f"complete -c site-gen {outside} -s h -l help -d 'tell how it is used'")
    lines.append(f"complete -c site-gen {outside} -l version -d 'tell the version'")
    lines.append(f"complete -c site-gen {outside} -s C -l root -x -a '(__fish_complete_directories)' -d 'the project'")
    for command in commands:
        lines.append(f"complete -c site-gen {outside} -a {command.name} -d {_fish_quoted(command.help)}")
    for command in commands:
        inside = f"-n '__fish_seen_subcommand_from {command.name}'"
        for flag in (*command.flags, *command.values):
            lines.append(f"complete -c site-gen {inside}{''.join(_fish_words(flag))}")
    return "\n".join(lines) + "\n"


def _fish_words(flag: Flag) -> Iterator[str]:
    for name in flag.names:
        yield f" -l {name.removeprefix('--')}" if name.startswith("--") else f" -s {name.removeprefix('-')}"
    if flag.choices:
        yield f" {'-x ' if flag.names else ''}-a {_fish_quoted(' '.join(flag.choices))}"
    elif flag.value in _PATHS:
        yield " -r -F" if flag.names else " -F"
    elif flag.value and flag.names:
        yield " -x"
    yield f" -d {_fish_quoted(flag.help)}"


def _quoted(text: str) -> str:
    """A text as one word of bash and zsh."""
    return "'" + text.replace("'", "'\\''") + "'"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _plain(text: str) -> str:
    """A text without what zsh's descriptions are made of."""
    return text.replace("[", "(").replace("]", ")").replace(":", " -")


WRITERS: Final[Mapping[str, Callable[[Sequence[Command]], str]]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
"""The script of each shell."""
