"""Completion as shells do it: the scripts are read by the shells themselves, bash, and zsh and fish where they are."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from shutil import which
from typing import Final

import pytest

from site_gen.cli import COMMANDS, command_parser, main
from site_gen.completion import WRITERS, commands_of

SHELLS: Final = [shell for shell in WRITERS if shell == "bash" or which(shell)]
CASES: Final = [
    ("bu", {"build"}),
    ("build --dr", {"--drafts"}),
    ("check --format ", {"text", "github"}),
    ("list un", {"undated", "unsourced", "unconfirmed", "unused"}),
    ("new actor x --as ar", {"armed-force"}),
    ("schema s", {"site", "sources", "sidecar"}),
    ("-C . rename to", {"topic"}),
]
_ZSH: Final = r"""
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PROMPT=; unset zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; source $1"
zpty -w z "zstyle ':completion:*' verbose no; LISTMAX=0; bindkey '^I' list-choices"
zpty -w z "told() { print DO''NE }; zle -N told; bindkey '^X' told; print RE''ADY"
local line
zpty -r z line '*READY*'
zpty -w -n z "site-gen $2"$'\t\x18'
zpty -r z line '*DONE*'
print -r -- "$line"
zpty -d z
"""


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The script of each shell as a file."""
    commands = commands_of({name: command_parser(name) for name in COMMANDS})
    folder = tmp_path_factory.mktemp("completion")
    paths = {shell: folder / f"_site-gen.{shell}" for shell in WRITERS}
    for shell, path in paths.items():
        path.write_text(WRITERS[shell](commands))
    return paths


def offered(shell: str, script: Path, words: str) -> str:
    """What a shell offers after these words, one a line."""
    if shell == "bash":
        code = f'''source {script}
line=$1; read -ra COMP_WORDS <<< "site-gen $line"; [[ $line == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _site_gen; printf '%s\\n' "${{COMPREPLY[@]}}"'''
        run = ["bash", "-c", code, "bash", words]
    elif shell == "zsh":
        run = ["zsh", "-f", "-c", _ZSH, "zsh", str(script), words]
    else:
        run = ["fish", "--no-config", "-c", f'source {script}; complete -C "site-gen {words}"']
    told = subprocess.run(run, capture_output=True, text=True, timeout=60, check=True).stdout
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x07", "", told)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_reads_its_script(shell: str, scripts: dict[str, Path]) -> None:
    done = subprocess.run([shell, "-n", str(scripts[shell])], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("words", "wanted"), CASES)
@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_offers_commands_flags_and_values(
    shell: str, words: str, wanted: set[str], scripts: dict[str, Path]
) -> None:
    told = offered(shell, scripts[shell], words)
    found = {line.split("\t")[0] for line in told.splitlines()} if shell != "zsh" else set(told.split())
    assert wanted <= found, told
    assert "_arguments:" not in told
    every = {word for command in commands_of({n: command_parser(n) for n in COMMANDS}) for word in command.words}
    assert not (found & (every | {*COMMANDS})) - wanted - {*words.split()}


def test_bash_offers_values_after_an_equals_sign_and_paths_with_spaces(
    scripts: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "my site").mkdir()
    code = f"""source {scripts["bash"]}
COMP_WORDS=(site-gen check --format = gi); COMP_CWORD=4; _site_gen; printf '%s\\n' "${{COMPREPLY[@]}}"
COMP_WORDS=(site-gen -C "{tmp_path}/my"); COMP_CWORD=2; _site_gen; printf '%s\\n' "${{COMPREPLY[@]}}\""""
    told = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == ["github", f"{tmp_path}/my site"]


def test_bash_knows_the_function_by_the_name_of_the_command(scripts: dict[str, Path]) -> None:
    told = subprocess.run(
        ["bash", "-c", f"source {scripts['bash']}; complete -p site-gen"], capture_output=True, text=True
    )
    assert told.stdout.strip() == "complete -F _site_gen site-gen"


@pytest.mark.parametrize("shell", WRITERS)
def test_a_script_has_every_command_and_every_flag(shell: str, scripts: dict[str, Path]) -> None:
    script = scripts[shell].read_text()
    for command in commands_of({name: command_parser(name) for name in COMMANDS}):
        assert command.name in script
        for word in command.words:
            bare = f"-l {word.removeprefix('--')}" if word.startswith("--") else f"-s {word.removeprefix('-')}"
            assert (bare if shell == "fish" else word) in script, word


def test_the_command_prints_a_script(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    assert script.startswith("# Completion of site-gen for bash")
    assert main(["completion", "bash", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["script"] == script
