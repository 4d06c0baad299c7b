"""Web archives: pages that were met again, files that end too early."""

from __future__ import annotations

import gzip

import pytest
from support import SiteFolder
from support.imports import run
from support.seeds import page, warc

ADDRESS = "https://sahil.example/2011/02/25/port.html"
PACKED = pytest.mark.parametrize("is_packed", [True, False], ids=["gzip", "plain"])


def revisit(address: str, refers_to: str, *, is_packed: bool = True) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    head = (
        "WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000ffff>\r\n"
        f"WARC-Target-URI: {address}\r\nWARC-Refers-To-Target-URI: {refers_to}\r\nWARC-Date: 2015-05-06T07:08:09Z\r\n"
        "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    record = head.encode() + answer + b"\r\n\r\n"
    return gzip.compress(record) if is_packed else record


@PACKED
def test_a_page_that_was_met_again_unchanged_is_the_article_it_repeats(site: SiteFolder, is_packed: bool) -> None:
    both = warc((ADDRESS, "200 OK", page()), is_packed=is_packed) + revisit(ADDRESS, ADDRESS, is_packed=is_packed)
    site.write("seeds/crawl.warc", both)
    report = run(site)
    assert report.counts == {"new": 1} and report.problems == ()


def test_the_page_that_a_revisit_repeats_may_stand_in_a_later_file(site: SiteFolder) -> None:
    site.write("seeds/a.warc.gz", revisit("https://sahil.example/?p=17", ADDRESS))
    site.write("seeds/b.warc.gz", warc((ADDRESS, "200 OK", page())))
    report = run(site)
    assert report.counts == {"new": 1} and report.problems == ()


def test_the_page_that_a_revisit_repeats_may_have_been_imported_before(site: SiteFolder) -> None:
    site.write("seeds/a.warc.gz", warc((ADDRESS, "200 OK", page())))
    run(site)
    site.write("seeds/b.warc.gz", revisit(ADDRESS, ADDRESS))
    assert run(site).problems == ()


def test_a_revisit_of_a_page_that_nobody_has_is_named(site: SiteFolder) -> None:
    site.write("seeds/crawl.warc.gz", revisit(ADDRESS, ADDRESS))
    (problem,) = run(site).problems
    assert (problem.code, problem.path) == ("I143", "seeds/crawl.warc.gz") and ADDRESS in problem.what


@PACKED
@pytest.mark.parametrize("kept", [0.95, 0.6, 0.02])
def test_a_web_archive_that_is_cut_off_is_named_with_the_place(site: SiteFolder, is_packed: bool, kept: float) -> None:
    first = warc((ADDRESS, "200 OK", page()), is_packed=is_packed)
    second = warc(("https://sahil.example/b", "200 OK", page("خبر ثان من الميناء القديم")), is_packed=is_packed)
    whole = len(second.rstrip())
    site.write("seeds/crawl.warc", first + second[: int(whole * kept)])
    report = run(site)
    (problem,) = (one for one in report.problems if one.level == "error")
    assert report.counts["new"] == 1
    assert problem.path == "seeds/crawl.warc" and f"byte {len(first):,}" in problem.what


@PACKED
def test_a_web_archive_that_ends_with_blank_lines_is_whole(site: SiteFolder, is_packed: bool) -> None:
    site.write("seeds/crawl.warc", warc((ADDRESS, "200 OK", page()), is_packed=is_packed) + b"\r\n\r\n")
    assert run(site).problems == ()
