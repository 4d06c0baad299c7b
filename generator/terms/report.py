"""`warraq terms`: the terms of an archive's articles, and changes to terms.yaml that tidy them.

Front matter stays as it is: terms.yaml says which names are one term, and builds follow. Removing the line undoes that.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from difflib import get_close_matches, unified_diff

import msgspec

from generator.archive.archive import Archive
from generator.archive.arrange import arrange
from generator.archive.permalinks import TAXONOMIES
from generator.archive.term_names import KINDS, folded_key
from generator.disk.folders import Folder
from generator.engine.load.articles import COLLECTIONS, PAGES, load_articles
from generator.engine.memory.cache import with_memory
from generator.engine.site import Site
from generator.errors import RefusedError, UsageError
from generator.records.authority import NAME, Term
from generator.records.site_lock import locked_to_build, locked_to_write
from generator.terms.edit import entry_of, merged, renamed
from generator.terms.similar_names import Likely, Name, likely_same, surnames
from generator.workers import Workers


class Use(msgspec.Struct, frozen=True, omit_defaults=True):
    """A term in use; `spellings` counts each spelling of its name, `id` is that of terms.yaml."""

    taxonomy: str
    name: str
    url: str
    articles: int
    spellings: Mapping[str, int]
    id: str = ""


class Change(msgspec.Struct, frozen=True):
    """A change of terms.yaml as a diff; `articles` counts those that move to another term."""

    diff: str
    articles: int
    is_written: bool


def term_uses(site: Site, workers: Workers) -> list[Use]:
    """Every term in use, the most used of each taxonomy first."""
    archive = _archive(site, workers)
    uses = [
        Use(taxonomy, term.name, term.link.url, len(term.members), term.spellings, key[1:] if key[0] == "=" else "")
        for taxonomy in TAXONOMIES
        for key, term in archive.terms[taxonomy].items()
    ]
    return sorted(uses, key=lambda use: (TAXONOMIES.index(use.taxonomy), -use.articles, use.name))


def _archive(site: Site, workers: Workers) -> Archive:
    with locked_to_build(site.root, "warraq terms"):
        loaded = with_memory(site, lambda memory: load_articles(site, memory, workers))
    # Terms of articles that are not published yet count too.
    waiting = (one for one in loaded.kept_back if not one.source.path.startswith((PAGES, COLLECTIONS)))
    return arrange((*loaded.articles, *waiting), site.settings, site.authority)


def unused_terms(site: Site, uses: Iterable[Use]) -> list[Term]:
    """Entries of terms.yaml that no article uses, neither itself nor a narrower term of it."""
    used = {use.id for use in uses if use.id}
    broader = {term.id: term.broader for term in site.authority.terms}
    for id_ in list(used):
        while (id_ := broader.get(id_, "")) and id_ not in used:
            used.add(id_)
    return [term for term in site.authority.terms if term.id not in used]


def likely_terms(uses: Sequence[Use]) -> list[Likely]:
    """Pairs that a person may want to merge, those of most articles first."""
    names = [Name(use.taxonomy, use.name, use.articles) for use in uses]
    found = {(one.kept, one.gone): one for one in [*surnames(names), *likely_same(names)]}
    return sorted(found.values())


def proposed_entries(site: Site, likely: Sequence[Likely]) -> str:
    """The lines of terms.yaml that would change if all proposals were accepted."""
    text = before = _text(site)
    for one in likely:
        with suppress(RefusedError):
            text = merged(text, one.kept, one.gone, site.settings.language, KINDS.get(one.taxonomy, "topic"))
    lines = unified_diff(before.splitlines(), text.splitlines(), NAME, NAME, lineterm="", n=1)
    return "\n".join(line for line in lines if not line.startswith(("---", "+++")))


def merge(site: Site, uses: Sequence[Use], kept: str, gone: str, *, is_dry_run: bool) -> Change:
    """Merge the term `gone` into `kept`."""
    into, other = _use_of(site, uses, kept), _use_of(site, uses, gone)
    before = _text(site)
    kind = next((KINDS[use.taxonomy] for use in (*into, *other) if use.taxonomy in KINDS), "topic")
    after = merged(before, _shown(into, kept), _shown(other, gone), site.settings.language, kind)
    return _changed(site, before, after, sum(use.articles for use in other), is_dry_run=is_dry_run)


def rename(site: Site, uses: Sequence[Use], old: str, new: str, *, is_dry_run: bool) -> Change:
    """Give a term another name; its pages move, and the old ones redirect."""
    named = _use_of(site, uses, old)
    taken = [use for use in uses if folded_key(use.name) == folded_key(new) and use not in named]
    entry, other = entry_of(site.authority, old), entry_of(site.authority, new)
    if taken or (other is not None and other != entry):
        raise RefusedError(f"`{new}` is already a term", f"merge the two: warraq terms merge {new!r} {old!r}")
    before = _text(site)
    kind = next((KINDS[use.taxonomy] for use in named if use.taxonomy in KINDS), "topic")
    after = renamed(before, old, new, site.settings.language, kind)
    return _changed(site, before, after, sum(use.articles for use in named), is_dry_run=is_dry_run)


def _use_of(site: Site, uses: Sequence[Use], name: str) -> list[Use]:
    """The terms that a name means, one per taxonomy; UsageError if no article and no entry has it."""
    folded, entry = folded_key(name), entry_of(site.authority, name)
    found = [
        use for use in uses if (entry and use.id == entry.id) or folded in map(folded_key, (use.name, *use.spellings))
    ]
    if not found and entry is None:
        near = get_close_matches(name, [use.name for use in uses], n=1)
        hint = f"did you mean `{near[0]}`?" if near else "`warraq terms list` shows all"
        raise UsageError(f"no article uses the term `{name}`, and it is not in {NAME}", hint)
    return found


def _shown(uses: Sequence[Use], name: str) -> str:
    """The spelling in use, if another with the same folded form was typed."""
    spelled = {spelling for use in uses for spelling in (use.name, *use.spellings)}
    return name if name in spelled or not uses or uses[0].id else uses[0].name


def _text(site: Site) -> str:
    """With plain line ends; `_as_it_was` restores the file's own."""
    text = (Folder(site.root).read(NAME) or b"").decode("utf-8-sig")
    return text.replace("\r\n", "\n") if _has_windows_ends(text) else text


def _has_windows_ends(text: str) -> bool:
    return "\r\n" in text and text.count("\r\n") == text.count("\n")


def _as_it_was(site: Site, text: str) -> bytes:
    """With the file's own line ends and byte order mark."""
    before = Folder(site.root).read(NAME) or b""
    ended = text.replace("\n", "\r\n") if _has_windows_ends(before.decode("utf-8-sig")) else text
    return (BOM_UTF8 if before.startswith(BOM_UTF8) else b"") + ended.encode()


def _changed(site: Site, before: str, after: str, articles: int, *, is_dry_run: bool) -> Change:
    if not is_dry_run:
        with locked_to_write(site.root, "warraq terms"):
            if _text(site) != before:
                raise RefusedError(f"`{NAME}` was just changed", "run the command again")
            Folder(site.root).write(NAME, _as_it_was(site, after))
    lines = unified_diff(before.splitlines(), after.splitlines(), NAME, NAME, lineterm="", n=2)
    return Change("\n".join(lines), articles, not is_dry_run)
