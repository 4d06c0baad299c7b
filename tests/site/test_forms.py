"""`warraq init --cms`: the page of the CMS in a site, with the scripts of the installed Warraq."""

from __future__ import annotations

import subprocess

from support import SiteFolder, warraq

from generator.theme.templates import PACKAGE

FORMS = ("static/admin/config.yml", "static/admin/index.html")


def test_a_site_gets_the_page_and_the_installed_scripts(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    assert not [path for path in ten_articles.files() if path.startswith("admin/")]
    done = warraq("init", "--cms", cwd=ten_articles.root)
    assert done.returncode == 0 and done.stdout.count("created ") == 2 and "write the repository" in done.stdout
    assert "سياسة" in (ten_articles.root / FORMS[0]).read_text(encoding="utf-8")
    ten_articles.build()
    made = {
        path.removeprefix("admin/"): data for path, data in ten_articles.files().items() if path.startswith("admin/")
    }
    client = PACKAGE / "client" / "cms"
    shipped = {path.relative_to(client).as_posix(): path.read_bytes() for path in client.rglob("*") if path.is_file()}
    assert made.keys() - shipped.keys() == {"config.yml", "index.html"} and shipped.items() <= made.items()
    assert "admin" not in ten_articles.page("sitemap.xml") and b"admin" not in ten_articles.files()["sw.js"]
    checked = warraq("check", cwd=ten_articles.root)
    assert "admin/" not in checked.stdout + checked.stderr
    assert ten_articles.files() == ten_articles.clean_files()


def test_scripts_go_with_the_configuration(ten_articles: SiteFolder) -> None:
    assert warraq("init", "--cms", ".", cwd=ten_articles.root).returncode == 0
    ten_articles.build()
    for path in FORMS:
        (ten_articles.root / path).unlink()
    ten_articles.build()
    assert not [path for path in ten_articles.files() if path.startswith("admin/")]


def test_nothing_of_anybodys_is_overwritten_and_the_remote_is_named(ten_articles: SiteFolder) -> None:
    root = ten_articles.root
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    address = "git@github.com:nadia/archive.git"
    subprocess.run(["git", "remote", "add", "origin", address], cwd=root, check=True)
    done = warraq("init", "--cms", cwd=root)
    assert done.returncode == 0 and "write the repository" not in done.stdout
    config = (root / FORMS[0]).read_text(encoding="utf-8")
    assert "  repo: nadia/archive\n" in config
    (root / FORMS[0]).write_text("mine\n", encoding="utf-8")
    again = warraq("init", "--cms", cwd=root)
    assert again.returncode == 4 and "keep your file or remove it" in again.stderr
    assert (root / FORMS[0]).read_text(encoding="utf-8") == "mine\n"


def test_a_folder_is_needed_where_a_site_begins(ten_articles: SiteFolder) -> None:
    done = warraq("init", cwd=ten_articles.root)
    assert done.returncode == 2 and "FOLDER" in done.stderr and "hint" in done.stderr
