"""`warraq serve --watch` under what editors and scripts do to files: in the end the site is what a clean build gives."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from support import SiteFolder, differing, running

LONGEST_WAIT = 60.0  # seconds, on a busy machine


@pytest.fixture
def watched(ten_articles: SiteFolder) -> Iterator[SiteFolder]:
    command = ("generator", "serve", "--watch", "--port", "0", "--site", str(ten_articles.root))
    with running(*command, until=r"http://\S+"):
        yield ten_articles


def text_of(number: int) -> str:
    return f"---\ntitle: مقال {number}\ndate: 2019-05-14\nsection: سياسة\n---\nنص {number}.\n"


def storm(site: SiteFolder) -> None:
    """As a script or a checkout does."""
    for number in range(300):
        site.write(f"content/2020/06/s{number % 150}.md", text_of(number))


def temporary_and_rename(site: SiteFolder) -> None:
    """VS Code, gedit, and most that save atomically."""
    for number in range(5):
        new = site.write("content/2019/05/.a4.md.tmp", text_of(number))
        new.replace(site.root / "content/2019/05/a4.md")
        time.sleep(0.05)


def backup_and_rename(site: SiteFolder) -> None:
    """Vim: the old file moves away, a new one is written, the backup goes."""
    place = site.root / "content/2019/05/a4.md"
    for number in range(5):
        backup = place.rename(place.with_name("a4.md~"))
        site.write("content/2019/05/a4.md", text_of(number))
        backup.unlink()
        time.sleep(0.05)


def in_two_steps(site: SiteFolder) -> None:
    """Truncated, half of it there for a while, then whole."""
    data = text_of(7).encode()
    with (site.root / "content/2019/05/a4.md").open("wb", buffering=0) as file:
        time.sleep(0.2)
        file.write(data[: len(data) // 3])
        time.sleep(0.4)
        file.write(data[len(data) // 3 :])


def saves_during_a_build(site: SiteFolder) -> None:
    """A long build is running (a new site title makes every page) while the editor goes on."""
    settings = (site.root / "site.yaml").read_text(encoding="utf-8")
    for number in range(6):
        site.write("site.yaml", settings.replace("أرشيف الاختبار", f"اسم {number}"))
        for _ in range(4):
            time.sleep(0.03)
            site.write("content/2019/05/a4.md", text_of(number))
        site.article(f"during{number}", date="2021-01-01")


def folders_move_and_go(site: SiteFolder) -> None:
    (site.root / "content/2019").rename(site.root / "content/moved")
    for path in (site.root / "content/2018/04").iterdir():
        path.unlink()
    (site.root / "content/2018/04").rmdir()
    site.write("content/new/folder/deep/x.md", text_of(1))
    (site.root / "content/new").rename(site.root / "content/newer")
    site.write("content/newer/folder/deep/y.md", text_of(2))


def theme_comes_and_goes(site: SiteFolder) -> None:
    footer = site.write("themes/jarida/templates/fragments/footer.html", "<footer>أ</footer>\n")
    time.sleep(0.3)
    footer.unlink()
    site.write("themes/jarida/static/jarida.css", "body { color: red }\n")


def terms_come_and_go(site: SiteFolder) -> None:
    """terms.yaml is no article and no setting, and the index of search is made from it all the same."""
    entry = "terms:\n  - id: moscow\n    name:\n      ar: موسكو\n    variants: [Moscow]\n"
    for text in (entry, "terms:\n", entry.replace("Moscow", "Moskau")):
        site.write("terms.yaml", text)
        time.sleep(0.3)


@pytest.mark.parametrize(
    "edit",
    [
        storm,
        temporary_and_rename,
        backup_and_rename,
        in_two_steps,
        saves_during_a_build,
        folders_move_and_go,
        theme_comes_and_goes,
        terms_come_and_go,
    ],
    ids=lambda edit: edit.__name__,
)
def test_whatever_editors_do_the_site_ends_as_a_clean_build(
    watched: SiteFolder, edit: Callable[[SiteFolder], None]
) -> None:
    edit(watched)
    clean, started = watched.clean_files(), time.monotonic()
    while (left := differing(stable(watched), clean)) and time.monotonic() - started < LONGEST_WAIT:
        time.sleep(0.2)
    assert left == []
    time.sleep(0.5)
    assert differing(stable(watched), clean) == [], "it did not stay so"


def stable(site: SiteFolder) -> dict[str, bytes]:
    """What is there; a file that goes while we look means looking again."""
    try:
        return {path: data for path, data in site.files().items() if not path.startswith(".warraq-")}
    except OSError:
        return {}
