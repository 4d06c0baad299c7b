"""docs/how-to/, page by page: what each shows is written into a site, and the site does what the page says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support import SITE_YAML, SiteFolder, warraq
from support.docs import DOCS, shown_files, shown_lines
from support.images import saved, scene

from generator.feeds.crawlers import CRAWLERS
from generator.text.content_policy import PURPOSES, parse_policy

HEAD, ARTICLE_END = (f"themes/jarida/templates/snippets/{name}.html" for name in ("head", "article-end"))


def follow(site: SiteFolder, page: str) -> SiteFolder:
    """The files of a page, built without a complaint beside an article that does not use them."""
    site.article("plain", title="خبر آخر", section="")
    for path, text in shown_files(f"how-to/{page}").items():
        site.write(path, text)
    assert site.build().problems == ()
    return site


def checked(site: SiteFolder) -> list[str]:
    """The codes that check reports, but for the note on sites below the root of a host."""
    done = warraq("check", "--site", str(site.root))
    return [code for code in re.findall(r"\b[KX]\d{3}\b", done.stdout) if code != "K309"]


def policy_of(html: str) -> dict[str, tuple[str, ...]]:
    return parse_policy(re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1])


def test_the_list_names_every_page_and_each_has_a_test() -> None:
    pages = {path.name for path in (DOCS / "how-to").glob("*.md")} - {"README.md"}
    listed = re.findall(r"^\| \[([\w-]+\.md)\]\(([\w-]+\.md)\)", (DOCS / "how-to/README.md").read_text(), re.MULTILINE)
    assert {name for pair in listed for name in pair} == pages
    text = Path(__file__).read_text(encoding="utf-8")
    assert [page for page in sorted(pages) if f'"{page}"' not in text and f"how-to/{page}" not in text] == []


@pytest.mark.parametrize("page", sorted(path.name for path in (DOCS / "how-to").glob("*.md")))
def test_links_of_the_pages_lead_somewhere(page: str) -> None:
    text = (DOCS / "how-to" / page).read_text(encoding="utf-8")
    for path, heading in re.findall(r"\]\((?!https:)([^)#]+)(?:#([\w-]+))?\)", text):
        target = DOCS / "how-to" / path
        assert target.is_file(), path
        headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
        assert not heading or heading in {one.lower().replace(" ", "-").replace(",", "") for one in headings}, heading


def test_an_icon(site: SiteFolder) -> None:
    site.write("static/apple-touch-icon.png", saved(scene((180, 180)), "PNG"))
    site.write("static/favicon.ico", saved(scene((32, 32)), "ICO"))
    follow(site, "favicon.md")
    assert '<circle cx="16"' in site.page("assets/icon.svg")
    front = site.page("index.html")
    assert '<link rel="icon" href="/archive/assets/icon.svg"' in front
    assert '<link rel="apple-touch-icon" href="/archive/apple-touch-icon.png">' in front
    assert (site.output / "favicon.ico").exists() and checked(site) == []


def test_a_menu(site: SiteFolder) -> None:
    follow(site, "menus.md")
    menu = re.search(r'<nav class="menu".*?</nav>', site.page("index.html"), re.DOTALL)[0]
    assert re.findall(r'href="([^"]*)">([^<]*)<', menu) == [
        ("/archive/archive/", "الأرشيف"),
        ("/archive/tags/", "الوسوم"),
        ("/archive/about/", "عن الموقع"),
        ("https://daily.example.org/", "الصحيفة اليوم"),
    ]
    assert checked(site) == []
    (site.root / "content/pages/about.md").unlink()
    site.build()
    assert set(checked(site)) == {"K101"}


def test_snippets(site: SiteFolder) -> None:
    follow(site, "snippets.md")
    front, article = site.page("index.html"), site.page("2025/02/خبر-آخر/index.html")
    assert 'dataset.page = "front"' in front and 'dataset.page = "article"' in article
    assert "كتبوا إلينا عن «خبر آخر»" in article and "كتبوا إلينا" not in front
    assert "'sha256-" in "".join(policy_of(article)["script-src"]) and checked(site) == []
    warqa = {path.replace("jarida", "warqa"): text for path, text in shown_files("how-to/snippets.md").items()}
    for path, text in warqa.items():
        site.write(path, text)
    site.write("site.yaml", SITE_YAML + "theme: warqa\n")
    site.build()
    assert "كتبوا إلينا عن «خبر آخر»" in site.page("2025/02/خبر-آخر/index.html")


def test_own_keys(site: SiteFolder) -> None:
    follow(site, "own-keys.md")
    page = site.page("2025/02/كتاب-جديد-عن-الميناء/index.html")
    assert "الميناء القديم، 240 صفحة" in page and "<li>لغة</li><li>صور</li>" in page
    plain = site.page("2025/02/خبر-آخر/index.html")
    assert 'class="book"' not in plain and '<ul class="ratings"></ul>' in plain


def test_permalinks(site: SiteFolder) -> None:
    follow(site, "permalinks.md")
    assert "يوم في الميدان" in site.page("2011/a-day-in-the-square/index.html")
    assert "خبر آخر" in site.page("2025/خبر-آخر/index.html")
    for alias in ("news/4711.html", "2011/02/11/yawm/index.html"):
        assert "url=/2011/a-day-in-the-square/" in site.page(alias)
    site.write(
        "content/2011/revolution.md",
        shown_files("how-to/permalinks.md")["content/2011/revolution.md"].replace("يوم", "يومان"),
    )
    assert site.build().problems == () and (site.output / "2011/a-day-in-the-square/index.html").exists()


@pytest.mark.parametrize(
    ("now", "is_shown"),
    [("2026-03-01T05:59:00+00:00", False), ("2026-03-01T06:00:00+00:00", True), ("2026-04-01T00:00:00+02:00", False)],
)
def test_scheduled_articles(site: SiteFolder, now: str, *, is_shown: bool) -> None:
    follow(site, "scheduled.md")  # before its time
    assert not list(site.output.glob("2026/03/*"))
    site.build(now=now)
    assert (site.output / "2026/03/تقرير-تحت-الحظر/index.html").exists() is is_shown
    workflow = (DOCS.parent / "generator/deploy/publish.yml").read_text(encoding="utf-8")
    assert '- cron: "17 3 * * *"' in workflow and '- cron: "17 3 * * *"' in (DOCS / "how-to/scheduled.md").read_text()


@pytest.mark.parametrize(
    ("page", "purpose", "expected"),
    [
        ("analytics.md", "analytics", 'data-goatcounter="https://stats.example.org/count"'),
        ("comments.md", "comments", 'data-isso-id="'),
    ],
)
def test_services_of_other_sites(site: SiteFolder, page: str, purpose: str, expected: str) -> None:
    follow(site, page)
    html = site.page("2025/02/خبر-آخر/index.html")
    origin = re.search(rf"{purpose}: \[(\S+)\]", shown_files(f"how-to/{page}")["site.yaml"])[1]
    assert expected in html and checked(site) == []
    for directive in PURPOSES[purpose]:
        assert directive == "img-src" or origin in policy_of(html)[directive]
    site.write("site.yaml", "title: أرشيف\nbase_url: https://example.org/\n")
    site.build()
    assert set(checked(site)) == {"K112"}


def test_embeds(site: SiteFolder) -> None:
    follow(site, "embeds.md")
    html = site.page("2025/02/الميناء-من-الجو/index.html")
    assert (
        html.count("<iframe ") == 2 and 'loading="lazy"' in html and "allowfullscreen" in html and checked(site) == []
    )
    site.write("site.yaml", "title: أرشيف\nbase_url: https://example.org/\n")
    assert [problem.code for problem in site.build().problems] == ["C144", "C144"]
    assert "<iframe " not in site.page("2025/02/الميناء-من-الجو/index.html")


def test_the_policy(site: SiteFolder) -> None:
    follow(site, "content-security.md")
    policy = policy_of(site.page("index.html"))
    text = (DOCS / "how-to/content-security.md").read_text(encoding="utf-8")
    words = {
        "scripts": "script-src",
        "styles": "style-src",
        "fonts": "font-src",
        "frames": "frame-src",
        "connections": "connect-src",
        "video": "media-src",
    }
    for purpose, directives in PURPOSES.items():
        origin = re.search(rf'^  {purpose}: \["?([^"\]]+)"?\]', text, re.MULTILINE)[1]
        row = re.search(rf"^\| `{purpose}` \| (.+) \|$", text, re.MULTILINE)[1].partition(";")[0]
        said = {directive for word, directive in words.items() if word in row}
        assert said == set(directives) - {"img-src"} == {name for name, sources in policy.items() if origin in sources}


@pytest.mark.parametrize("policy", ["all", "search", "none"])
def test_robots(site: SiteFolder, policy: str) -> None:
    follow(site, "robots.md")
    settings = shown_files("how-to/robots.md")["site.yaml"]
    site.write("site.yaml", settings.replace("ai: search", f"ai: {policy}"))
    site.build()
    found = site.page("robots.txt")
    refused = {one.name for one in CRAWLERS if f"User-agent: {one.name}\n" in found}
    uses = {"all": set(), "search": {"training"}, "none": {"training", "search", "user"}}[policy]
    assert refused == {one.name for one in CRAWLERS if one.use in uses}
    assert "Disallow: /data/\n" in found and f"ai-train={'yes' if policy == 'all' else 'no'}" in found


def test_a_second_language(tmp_path: Path) -> None:
    for path, text in shown_files("how-to/second-language.md").items():
        site = SiteFolder(tmp_path / path.partition("/")[0])
        site.write("site.yaml", text)
        site.article("a", section="")
    (commands,) = shown_lines("how-to/second-language.md")
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "warraq").write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m generator "$@"\n')
    (folder / "warraq").chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        ["bash", "-euc", commands], cwd=tmp_path, check=True, capture_output=True, env=os.environ | {"PATH": path}
    )
    arabic, english = ((tmp_path / f"public/{name}/index.html").read_text(encoding="utf-8") for name in ("ar", "en"))
    assert '<html lang="ar" dir="rtl"' in arabic and '<a href="https://example.org/en/">English</a>' in arabic
    assert '<html lang="en" dir="ltr"' in english and '<a href="https://example.org/ar/">العربية</a>' in english
    assert "2025/02/مقال-a/" in arabic and "2025/02/مقال-a/" in english


SHELLS: dict[str, Callable[[str], str]] = {
    "bash": lambda line: f"{line}\ncomplete -p warraq",
    "zsh": lambda line: f"autoload -U compinit && compinit -u\n{line}\nprint $_comps[warraq]",
    "fish": lambda line: f"{line}\ncomplete -c warraq",
}


@pytest.mark.parametrize("shell", SHELLS)
def test_completion(tmp_path: Path, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    line = next(line for line in shown_lines("how-to/completion.md") if f"{shell}_source" in line)
    command = shutil.which("warraq", path=str(Path(sys.executable).parent))
    assert command, "the command is installed beside Python"
    surroundings = os.environ | {
        "PATH": f"{Path(command).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [shell, "-c", SHELLS[shell](line)], capture_output=True, text=True, check=True, env=surroundings
    )
    assert "warraq" in done.stdout
    asked = surroundings | {"COMP_WORDS": "warraq build --cl", "COMP_CWORD": "2", "_WARRAQ_COMPLETE": "bash_complete"}
    done = subprocess.run([command], capture_output=True, text=True, check=True, env=asked)
    assert done.stdout == "plain,--clean\n"
