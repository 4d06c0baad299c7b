"""Links to other sites: each is requested once a day, with one request per host at a time and few hosts at once.

This is the only module of the check that uses the network.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import urllib3

from generator import __version__
from generator.check.findings import Finding, Sighting, finding
from generator.check.links import Target
from generator.disk.files import read_if_there, write_cache

HOSTS_AT_ONCE = 4
PAUSE = 0.5  # seconds between two requests to a host
TIMEOUT = urllib3.Timeout(connect=10, read=15)
AGENT = f"Mozilla/5.0 (compatible; warraq/{__version__}; link check)"
FOR_GOOD = (301, 308)
# Sites that require a login or block programs: they exist, and a reader may have access.
GUARDED = frozenset({401, 403, 405, 406, 429, 451, 999})


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """`status` is 0 without an answer, for the reason in `problem`; `moved` is the address after a redirect."""

    status: int
    moved: str = ""
    problem: str = ""


class Answers(msgspec.Struct, frozen=True):
    """The answers of one day (UTC), by address."""

    day: str
    by_url: dict[str, Answer]


def check_outbound(links: Mapping[Target, Sighting], cache: Path, day: str) -> list[Finding]:
    """A finding for each address that fails or has moved, at the first page that links to it."""
    sightings: dict[str, Sighting] = {}
    for target, sighting in links.items():
        known = sightings.get(target.path)
        sightings[target.path] = known.and_again(sighting) if known else sighting
    answers = _answers(list(sightings), cache, day)
    return [found for url, sighting in sightings.items() for found in _flaws(url, answers[url], sighting)]


def _flaws(url: str, answer: Answer, sighting: Sighting) -> Iterator[Finding]:
    if answer.moved:
        what, hint = f"`{url}` has moved permanently", f"link to {answer.moved}"
        yield finding(sighting.location, "K111", what, hint, sighting.times)
    elif answer.problem or (answer.status >= 400 and answer.status not in GUARDED):
        what = f"`{url}` cannot be opened: {answer.problem or answer.status}"
        hint = f"look for a copy at https://web.archive.org/web/{url}"
        yield finding(sighting.location, "K110", what, hint, sighting.times)


def _answers(urls: Sequence[str], cache: Path, day: str) -> dict[str, Answer]:
    known = _remembered(cache, day)
    by_host = defaultdict(list)
    for url in urls:
        if url not in known:
            by_host[urlsplit(url).netloc].append(url)
    try:
        with (
            urllib3.PoolManager(headers={"User-Agent": AGENT}, timeout=TIMEOUT) as web,
            ThreadPoolExecutor(HOSTS_AT_ONCE) as executor,
        ):
            for found in executor.map(lambda urls: _ask_host(web, urls), by_host.values()):
                known |= found
    finally:  # keep the answers, also after Ctrl-C
        write_cache(cache, msgspec.json.encode(Answers(day, known)))
    return known


def _remembered(cache: Path, day: str) -> dict[str, Answer]:
    try:
        answers = msgspec.json.decode(read_if_there(cache) or b"", type=Answers)
    except (msgspec.DecodeError, msgspec.ValidationError):  # missing or damaged: request again
        return {}
    return answers.by_url if answers.day == day else {}


def _ask_host(web: urllib3.PoolManager, urls: Sequence[str]) -> dict[str, Answer]:
    found = {}
    for number, url in enumerate(urls):
        if number:
            time.sleep(PAUSE)
        found[url] = ask(web, url)
    return found


def ask(web: urllib3.PoolManager, url: str) -> Answer:
    """HEAD, then GET if it fails, because many servers do not support HEAD. The body is never read."""
    answer = _asked(web, "HEAD", url)
    return _asked(web, "GET", url) if answer.problem or answer.status >= 400 else answer


def _asked(web: urllib3.PoolManager, method: str, url: str) -> Answer:
    retries = urllib3.Retry(total=6, connect=0, read=0, status=0, other=0, redirect=6, respect_retry_after_header=False)
    try:
        response = web.request(method, url, retries=retries, preload_content=False)
    except (urllib3.exceptions.HTTPError, ValueError) as problem:  # ValueError: an impossible host name
        return Answer(0, problem=_in_words(problem))
    response.close()
    steps = response.retries.history if response.retries else ()
    is_for_good = bool(steps) and all(step.status in FOR_GOOD for step in steps) and response.status < 400
    return Answer(response.status, _arrived(url, [step.redirect_location or "" for step in steps]) * is_for_good)


def _arrived(url: str, steps: Sequence[str]) -> str:
    for step in steps:
        url = urllib3.util.parse_url(url)._replace(path=step, query=None).url if step.startswith("/") else step
    return url


def _in_words(problem: Exception) -> str:
    reason = getattr(problem, "reason", None) or problem
    return type(reason).__name__.removesuffix("Error") if isinstance(reason, Exception) else str(reason)
