"""What each command does and tells. Part of the command line: prints, imports what it needs when it runs."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from site_gen.amounts import amount
from site_gen.errors import Problem, SiteError, plain
from site_gen.exits import FINE, PROBLEMS, USAGE
from site_gen.own_commands import OWN
from site_gen.terminal import Terminal

if TYPE_CHECKING:
    from site_gen.review.answer import Answer
    from site_gen.review.queue import Question
    from site_gen.review.terminal import Walked


def run(name: str, arguments: Namespace) -> int:
    """Run one command; problems become exit code 1."""
    terminal = Terminal(arguments)
    commands: dict[str, Callable[[Namespace, Terminal], int]] = {
        "build": _build, "check": _check, "clean": _clean, "explain": _explain, "extract": _extract,
        "import": _import, "ingest": _ingest, "list": _list, "new": _new, "rename": _rename,
        "review": _review, "serve": _serve, "verify": _verify, **OWN,
    }  # fmt: skip
    root: Path = arguments.root
    if not _needs_no_project(name, arguments) and not (root / "content").is_dir():
        told = f"{root}: no project here: it has no folder content/" if root.is_dir() else f"{root}: no such folder"
        print(f"site-gen: {told}\nsite-gen: make a project with  site-gen init DIR", file=sys.stderr)
        return USAGE
    try:
        return commands[name](arguments, terminal)
    except SiteError as error:
        ending = "; nothing was published" if name == "build" else ""
        errors = sum(problem.level == "error" for problem in error.problems)
        hint = (
            f"; what it means: site-gen explain {error.problems[0].code}" if errors == 1 and name != "explain" else ""
        )
        rest = name == "build" and not arguments.keep_going and _may_be_left_out(error.problems)
        return terminal.failed(error.problems, f"{ending}{'; build --keep-going publishes the rest' * rest}{hint}")


def _may_be_left_out(problems: tuple[Problem, ...]) -> bool:
    """Whether all are in single seeds, without which the rest can be published."""
    return all(problem.path.startswith("seeds/") for problem in problems)


def _needs_no_project(name: str, arguments: Namespace) -> bool:
    """Whether a command has something to do outside of a project."""
    if name == "explain":
        from site_gen.codes import is_code

        return is_code(arguments.id)
    if name == "verify":
        return bool(arguments.place)
    return name in ("init", "extract", "completion", "doctor") or (name == "schema" and not arguments.write)


def build_options(arguments: Namespace) -> Any:
    """The flags of a build."""
    from site_gen.build import BuildOptions

    if arguments.base_url:
        from site_gen.content.schema import safe_url

        if not safe_url(arguments.base_url):
            print(f'site-gen: "{arguments.base_url}" is no http or https address', file=sys.stderr)
            raise SystemExit(USAGE)
    return BuildOptions(
        output=arguments.output,
        base_url=arguments.base_url,
        drafts=arguments.drafts,
        strict=arguments.strict,
        ingest="none" if arguments.no_ingest else "new",
        jobs=arguments.jobs,
        keep_going=arguments.keep_going,
        executor=getattr(arguments, "executor", ""),
    )


def _build(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.build import build
    from site_gen.profile import Steps, table
    from site_gen.summary import summary

    steps = Steps(on=arguments.profile)
    options = build_options(arguments)
    report = build(arguments.root, options, terminal.progress, steps=steps, look=arguments.look, last=arguments.last)
    terminal.problems(report.warnings)
    profile = {"profile": msgspec.to_builtins(steps.profile())} if steps.on else {}
    terminal.result({**msgspec.to_builtins(report), **profile})
    for line in summary(report, str(arguments.root)):
        terminal.say(line)
    for line in table(steps.profile()) if steps.on else ():
        terminal.say(line)
    if not report.left_out:
        return FINE
    terminal.json = False  # the report has them
    return terminal.failed(report.left_out, "; what they are about was left out, the rest was published")


def _ingest(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.ingested import lines_of
    from site_gen.ingesting import fetched_seeds, ingest_project
    from site_gen.lock import locked
    from site_gen.memo import Memo

    root: Path = arguments.root
    seeds = [seed if "://" in seed else _below(root, seed) for seed in arguments.seeds]
    addresses = [*(seed for seed in seeds if "://" in seed), *_listed(arguments.list)]
    named = [seed for seed in seeds if "://" not in seed]
    missing = [seed for seed in named if not (root / seed).is_file()]
    if missing:
        raise SiteError(
            [Problem(seed, 0, 0, "missing-seed", "no such seed", "give a file below seeds/") for seed in missing]
        )
    with locked(root, "ingest"):
        memo = Memo(root)
        try:
            visits, problems = fetched_seeds(root, addresses, arguments.allow_local, arguments.dry_run, terminal.say)
            wanted = [*named, *(visit.path for visit in visits)] if named or addresses else None
            workers = {"jobs": arguments.jobs, "executor": arguments.executor}
            report = ingest_project(root, memo, wanted, False, arguments.dry_run, terminal.progress, **workers)
            report = msgspec.structs.replace(report, problems=(*problems, *report.problems))
            memo.commit()
        finally:
            memo.close()
    terminal.problems(report.problems)
    terminal.result({**msgspec.to_builtins(report), "fetched": msgspec.to_builtins(visits)})
    for line in lines_of(report, visits, arguments.dry_run, terminal.verbose):
        terminal.say(line)
    return PROBLEMS if any(problem.level == "error" for problem in report.problems) else FINE


def _listed(path: Path | None) -> tuple[str, ...]:
    """Addresses of the file that --list names."""
    from site_gen.ingest.fetch.address import addresses_in

    if path is None:
        return ()
    try:
        return addresses_in(path.read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        told = f"the list cannot be read: {error}"
        raise SiteError([Problem(str(path), 0, 0, "unreadable", told, "one address a line, in UTF-8")]) from None


def _import(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.imported import take

    if not arguments.file.exists():
        print(f"site-gen: {arguments.file}: no such file or folder", file=sys.stderr)
        return USAGE
    if arguments.again and arguments.file.is_dir():
        print("site-gen: --again is for files; a folder may be imported as often as you like", file=sys.stderr)
        return USAGE
    dry, again = arguments.dry_run, arguments.again
    report, lines = take(arguments.root, arguments.file, arguments.map, dry, terminal.progress, again)
    terminal.problems(report.problems)
    terminal.result(report)
    for line in lines:
        terminal.say(line)
    return PROBLEMS if any(problem.level == "error" for problem in report.problems) else FINE


def _extract(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.extracting import extract_text, read_texts, registry_of, write_rows
    from site_gen.ingest.dates import read_given_date

    published = read_given_date(arguments.date, arguments.lang) if arguments.date else None
    if arguments.date and published is None:
        print(f'site-gen: "{arguments.date}" is no date; write 2022-08-04', file=sys.stderr)
        return USAGE
    if arguments.jsonl:
        workers = (arguments.jobs, arguments.executor)
        write_rows(arguments.files, sys.stdin.buffer, sys.stdout, arguments.root, arguments.lang, *workers)
        return FINE
    registry = registry_of(arguments.root)
    rows = []
    for name, data in read_texts(arguments.files, sys.stdin.buffer):
        row, told = extract_text(data, name, registry, published, arguments.lang)
        rows.append(row)
        if not terminal.json:
            print(told, end="")
    terminal.result(rows)
    return FINE


def _serve(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.serve import serve

    options = build_options(arguments)
    tell = (terminal.event, terminal.problem_event)
    return serve(arguments.root, options, arguments.port, *tell, arguments.by, arguments.host)


def _check(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.check import check

    report = check(arguments.root, terminal.progress)
    if arguments.format == "github" and not terminal.json:
        for problem in report.problems:
            place = f"file={plain(problem.path)},line={problem.line or 1},col={problem.column or 1}"
            print(f"::{problem.level} {place}::{plain(problem.message)}")
    else:
        terminal.problems(report.problems)
    terminal.result(report)
    errors = sum(problem.level == "error" for problem in report.problems)
    warned = len(report.problems) - errors
    seen = (amount(report.items, "item"), amount(report.pages, "page"), amount(report.links, "link"))
    terminal.say(f"{', '.join(seen)}: {amount(errors, 'error')}, {amount(warned, 'warning')}")
    return PROBLEMS if errors else FINE


def _verify(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.verify import verify

    found = verify(arguments.place or arguments.root / "public")
    terminal.result(found)
    for word in ("altered", "missing", "foreign"):
        for path in getattr(found, word):
            terminal.say(f"{word}: {path if path.isprintable() else ascii(path)}")
    terminal.say(f"{found.files:,} files named: {len(found.altered):,} altered, {len(found.missing):,} missing, "
                 f"{len(found.foreign):,} foreign; manifest sha256 {found.manifest}")  # fmt: skip
    return FINE if found.whole else PROBLEMS


def _explain(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.explain import explain

    told = explain(arguments.root, arguments.id)
    terminal.result(told)
    for line in told.lines:
        terminal.say(line)
    return FINE


def _list(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.listing import list_content

    listed = list_content(arguments.root, arguments.kind)
    terminal.result(listed)
    terminal.table([(line.path, line.told) for line in listed])
    if not listed and sys.stdout.isatty():
        terminal.say("none")
    return FINE


def _review(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.review.run import gather
    from site_gen.review.terminal import Walked

    root: Path = arguments.root
    agenda = gather(root, arguments.again)
    if arguments.list or terminal.json:
        terminal.result(agenda.questions)
        for one in agenda.questions:
            terminal.say(f"{one.path}:{one.line}: {one.kind}: {one.told}")
        return FINE
    names = tuple(one for one in agenda.questions if one.kind == "actor")
    first, retag = _walk(arguments, names)
    if retag:
        print("\nactors.yaml has new names; the items are read again:")
        code = _ingest(
            Namespace(
                **{
                    **vars(arguments),
                    "seeds": [],
                    "list": None,
                    "allow_local": False,
                    "dry_run": False,
                    "jobs": 0,
                    "executor": "",
                }
            ),
            terminal,
        )
        if code != FINE:
            return code
        agenda = gather(root, arguments.again)
    others = tuple(one for one in agenda.questions if one.kind != "actor")
    then = Walked(0, 0, len(others), True) if first.stopped else _walk(arguments, others)[0]
    decided, skipped, left = (one + two for one, two in zip(first.counts, then.counts, strict=True))
    put_off = f" ({agenda.skipped} put off earlier: --again)" if agenda.skipped else ""
    print(f"{decided} decided, {skipped} skipped, {left} left{put_off}")
    return FINE


def _walk(arguments: Namespace, questions: tuple[Question, ...]) -> tuple[Walked, bool]:
    """Walk through the questions; what it came to, and whether the registry of actors has changed."""
    from datetime import date

    from site_gen.content.project import read_registries
    from site_gen.content.registry import ACTORS
    from site_gen.lock import locked
    from site_gen.review.actor import proposed_actor
    from site_gen.review.decide import Decision, decide
    from site_gen.review.run import entries_in
    from site_gen.review.terminal import Desk, walk

    root: Path = arguments.root
    decision = Decision(date.today().isoformat(), arguments.by)
    paths: set[str] = set()

    def write(question: Question, answer: Answer) -> str:
        with locked(root, "review"):
            decided = decide(root, question, answer, decision)
        paths.update(decided.paths)
        return decided.anchor

    desk = Desk(
        ask=input,
        say=print,
        decide=write,
        entries=lambda item_id: entries_in(root, item_id),
        proposed=lambda question: proposed_actor(question, read_registries(root)[1]),
    )
    return walk(questions, desk), ACTORS in paths


def _new(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.lock import locked
    from site_gen.new import new

    with locked(arguments.root, "new"):
        path, entry_id = new(arguments.root, arguments.kind, arguments.name, arguments.id, arguments.actor_kind)
    terminal.result({"path": path, "id": entry_id})
    terminal.say(f"added {arguments.kind} {entry_id} to {path}")
    return FINE


def _rename(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.lock import locked
    from site_gen.renaming import rename

    with locked(arguments.root, "rename"):
        changed = rename(arguments.root, arguments.kind, arguments.old, arguments.new)
    terminal.result(changed)
    for path in changed:
        terminal.say(f"changed {path}")
    return FINE


def _clean(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.clean import clean

    removed = clean(arguments.root)
    terminal.result(removed)
    terminal.say(f"{amount(len(removed), 'file')} removed; content and seeds stay")
    return FINE


def _below(root: Path, seed: str) -> str:
    """A seed as named on the command line, as a path below the project."""
    path = Path(seed)
    inside = Path(os.path.abspath(path))
    base = Path(os.path.abspath(root))
    return inside.relative_to(base).as_posix() if inside.is_relative_to(base) else path.as_posix()
