"""`move` and `new`: an article's frozen URL, the redirects to it, and their events in the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from generator.config.settings import Settings
from generator.content.front_matter import dump_front_matter
from generator.content.ledger_repair import open_ledger
from generator.disk.files import fingerprint
from generator.disk.folders import Folder
from generator.editing.catalogue import Entry, claim_of, claims_of, entries, read_entry
from generator.editing.edit import Change
from generator.editing.lines import LineError, with_fields
from generator.errors import RefusedError, UsageError
from generator.ingest.front_matter import id_of
from generator.records.ledger import WITHDRAWN, Event, Journal, Ledger, write_ledger
from generator.text.addresses.given import paths_of, url_of
from generator.text.addresses.permalink import PermalinkError, checked_permalink, permalink
from generator.text.addresses.slug import slug, unique


def plan_move(root: Path, settings: Settings, which: str, new_url: str) -> tuple[Entry, Change]:
    """Returns the article and its file with the new URL. Refuses a URL that belongs to another article."""
    try:
        url = wanted_url(settings, new_url)
    except PermalinkError as problem:
        raise RefusedError(str(problem), problem.hint) from problem
    every = [found for found in entries(root, settings) if isinstance(found, Entry)]
    entry = find_entry(root, settings, which, every)
    others = claims_of(root, settings, (one for one in every if one.article.id != entry.article.id))
    owner = others.owner(url) or _past_owner(usable_ledger(root), url, entry.article.id)
    if owner:
        raise RefusedError(f"`{url}` belongs to `{owner}`", "choose another URL; old URLs stay with their articles")
    return entry, Change(entry.path, entry.text, _moved(entry, url))


def wanted_url(settings: Settings, new_url: str) -> str:
    """The permalink that somebody means who gives a path or the whole address."""
    return checked_permalink(url_of(new_url, settings.base_url))


def find_entry(root: Path, settings: Settings, which: str, every: Sequence[Entry]) -> Entry:
    """The article with this id, this path or this URL, former ones too."""
    path = Path(which).as_posix().removeprefix(f"{root.as_posix()}/").removeprefix("./")
    found = [one for one in every if which == one.article.id or path in (one.path, one.path.removeprefix("content/"))]
    found = found or _at_url([claim_of(one) for one in paths_of(which, settings.base_url)], every)
    if len(found) > 1:
        raise RefusedError(f"`{which}` matches {len(found)} articles", "give each its own id, or name a path")
    if found:
        return found[0]
    for problem in read_entry(root, path, settings):
        if not isinstance(problem, Entry):
            raise RefusedError(f"`{path}` cannot be read as an article", problem.in_one_line)
    raise UsageError(
        f"`{which}` is not an article", "give its address, its id, or its path such as content/2011/02/words.md"
    )


def _at_url(claims: Sequence[str], every: Sequence[Entry]) -> list[Entry]:
    """The articles at these addresses; else those that were there."""
    wanted = set(filter(None, claims))
    found = [one for one in every if claim_of(one.article.url) in wanted]
    return found or [one for one in every if any(claim_of(alias) in wanted for alias in one.article.aliases)]


def _past_owner(ledger: Ledger, url: str, id_: str) -> str:
    past = (event.id for event in ledger.events if event.id != id_ and claim_of(event.url) == claim_of(url))
    return next(past, "")


def _moved(entry: Entry, url: str) -> str:
    """With the id frozen too: an id that is not in the file depends on its URL."""
    article = entry.article
    if claim_of(url) == claim_of(article.url) and "url" in entry.fields:
        return entry.text
    aliases = [alias for alias in article.aliases if claim_of(alias) not in (claim_of(url), claim_of(article.url))]
    old = [] if claim_of(url) == claim_of(article.url) else [article.url]
    values: dict[str, str | Sequence[str]] = {"url": f"{url.strip('/')}/"}
    if [*aliases, *old] != list(article.aliases):
        values["aliases"] = [*aliases, *old]
    if not entry.fields.get("id"):
        values["id"] = article.id
    try:
        return with_fields(entry.text, values)
    except LineError as problem:
        raise RefusedError(f"`{entry.path}`: {problem}", "write `url` and `aliases` as one line each") from problem


def move(root: Path, settings: Settings, entry: Entry, change: Change, new_url: str) -> None:
    """Write the file, then the event: running the command again completes an interrupted move."""
    ledger = usable_ledger(root)
    folder = Folder(root)
    if folder.read(change.path) != change.before.encode():
        raise RefusedError(f"`{change.path}` was just changed", "move it again")
    _enter(ledger, entry, wanted_url(settings, new_url).strip("/") + "/")
    folder.write(change.path, change.after.encode())
    write_ledger(root, ledger)


def _enter(ledger: Ledger, entry: Entry, url: str) -> None:
    """Once, however often it is moved there; before anything is written, since an event may be refused."""
    known = ledger.latest(entry.article.id)
    if known is not None and (known.url, known.path) == (url, entry.path):
        return
    if known is None:
        event = Event(entry.article.id, 1, "move", entry.path, url, "", "", "")
    else:
        # The hash stays that of the import: a later import then sees a file that a person has edited.
        kind = WITHDRAWN if known.event == WITHDRAWN else "move"
        number = ledger.next_number(known.id)
        event = msgspec.structs.replace(known, number=number, event=kind, path=entry.path, url=url, undoes=())
    ledger.add(event)


def new_article(root: Path, settings: Settings, title: str, fields: Mapping[str, str | Sequence[str]]) -> str:
    """Create a content file with an id and a frozen URL, and return its path. Never overwrites a file."""
    ledger = usable_ledger(root)
    date = str(fields.get("date", ""))
    url, path = _free_url_and_path(root, settings, ledger, title, date)
    number = 1 + max((event.number for event in ledger.events), default=0)
    id_ = id_of(fingerprint(f"{number}\n{url}\n{title}".encode()))
    text = (dump_front_matter({"title": title, **fields, "id": id_, "url": url}) + "\n").encode()
    event = Event(id_, 1, "new", path, url, "", "", fingerprint(text))
    Folder(root).resolve(path)  # refused before the journal has it
    journal = Journal(root)
    journal.note(event)
    Folder(root).write(path, text)
    ledger.add(event)
    write_ledger(root, ledger)
    journal.forget()
    return path


def _free_url_and_path(root: Path, settings: Settings, ledger: Ledger, title: str, date: str) -> tuple[str, str]:
    found = (one for one in entries(root, settings) if isinstance(one, Entry))
    claims = claims_of(root, settings, found)
    for event in ledger.events:
        claims.take(event.url, event.id)
    folder = f"content/{date[:4]}/{date[5:7]}" if date[5:7] else f"content/{date[:4] or 'undated'}"
    taken: set[str] = set()
    while True:
        words = unique(slug(title), taken)
        url, path = permalink(settings.permalink, date, words).strip("/") + "/", f"{folder}/{words}.md"
        if not claims.owner(url) and not Folder(root).has(path):
            return url, path
        taken.add(words.casefold())


def usable_ledger(root: Path) -> Ledger:
    """The ledger, if every line of it can be used, with the events of an interrupted verb."""
    ledger = open_ledger(root).ledger
    if ledger.problems:
        raise RefusedError("content/ledger.jsonl has lines that cannot be used", ledger.problems[0].in_one_line)
    return ledger
