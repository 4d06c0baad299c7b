"""A deploy brings output/ where site.yaml says, byte for byte, once, and touches nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml
from support import NOW, SITE_YAML, SiteFolder, git, warraq

from generator.config.settings import Deploy
from generator.deploy.host_files import own_domain
from generator.deploy.obstacles import over_limits
from generator.hosts.table import HOSTS


def deploy(site: SiteFolder, *options: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    return warraq("deploy", "--site", str(site.root), "--now", NOW, *options, **surroundings)


@pytest.fixture
def published(ten_articles: SiteFolder, tmp_path: Path) -> SiteFolder:
    """A built site in a repository of its own with something staged, and a bare one beside it as `origin`."""
    git(tmp_path, "init", "-q", "--bare", "bare.git")
    git(tmp_path, "init", "-q", "-b", "main", "site")
    ten_articles.write(".gitignore", "output/\n.cache/\n")
    git(ten_articles.root, "add", ".")
    git(ten_articles.root, "commit", "-q", "-m", "first")
    git(ten_articles.root, "remote", "add", "origin", "../bare.git")
    git(ten_articles.root, "push", "-q", "origin", "main")
    ten_articles.write("staged.txt", "x")
    git(ten_articles.root, "add", "staged.txt")
    ten_articles.build()
    return ten_articles


def checked_out(site: SiteFolder, branch: str = "gh-pages") -> dict[str, bytes]:
    folder = site.root.parent / "checkout"
    if not folder.exists():
        git(site.root.parent, "clone", "-q", "bare.git", "checkout")
    git(folder, "fetch", "-q", "--force", "origin", branch)
    git(folder, "checkout", "-q", "--force", "--detach", "FETCH_HEAD")
    files = site.files(folder)
    return {path: data for path, data in files.items() if not path.startswith(".git/")}


def test_the_branch_equals_output_and_a_second_deploy_makes_no_commit(published: SiteFolder) -> None:
    published.write("static/raw.txt", b"one\r\ntwo\n\xff\0")  # what a filter of git would change
    published.write("static/.well-known/x", "y")
    published.build()
    bare = published.root.parent / "bare.git"
    before = git(published.root, "status", "--porcelain"), git(published.root, "for-each-ref")
    done = deploy(published)
    assert done.returncode == 0 and "deployed to branch gh-pages" in done.stdout, done.stderr
    assert checked_out(published) == published.files()
    tip = git(bare, "rev-parse", "gh-pages")
    again = deploy(published)
    assert again.returncode == 0 and "is up to date" in again.stdout, again.stderr
    assert git(bare, "rev-parse", "gh-pages") == tip
    assert git(bare, "rev-parse", "main") == git(published.root, "rev-parse", "main")
    assert (git(published.root, "status", "--porcelain"), git(published.root, "for-each-ref")) == before


def test_a_site_with_all_that_it_can_have_goes_out_as_it_was_built(published: SiteFolder) -> None:
    everything = (
        "data: [jsonl, csv]\nintegrity: true\nllms_txt: true\nfeeds: [atom, rss, json]\nfeeds_of: [sections, tags]\n"
    )
    published.write("site.yaml", (published.root / "site.yaml").read_text("utf-8") + everything)
    published.article("a0", date="2015-01-10", collections="[حرب]")
    published.write("content/collections/war.md", "---\ntitle: حرب\n---\nمقدمة.\n")
    published.build()
    done = deploy(published)
    assert done.returncode == 0, done.stderr
    assert checked_out(published) == published.files()
    assert "is up to date" in deploy(published).stdout


@pytest.mark.parametrize(("history", "commits"), [("false", "1"), ("true", "2")])
def test_history_is_kept_only_on_demand(published: SiteFolder, history: str, commits: str) -> None:
    bare = published.root.parent / "bare.git"
    published.write("site.yaml", SITE_YAML + f"deploy: {{history: {history}, branch: pages/live}}\n")
    assert deploy(published).returncode == 0
    published.article("more", date="2025-12-01", body="كلمة أخرى.\n")
    published.build()
    done = deploy(published)
    assert done.returncode == 0 and "changed" in done.stdout, done.stderr
    assert git(bare, "rev-list", "--count", "pages/live") == commits
    assert checked_out(published, "pages/live") == published.files()


def test_what_was_withdrawn_does_not_live_on_in_the_cache(published: SiteFolder) -> None:
    place = published.article("secret", body="كلام سيحذف.\n")
    published.build()
    assert deploy(published).returncode == 0
    own = published.root / ".cache/deploy.git"
    page = git(own, "rev-parse", "refs/deployed:2025/02/مقال-secret/index.html")
    place.unlink()
    published.build()
    assert deploy(published).returncode == 0
    assert subprocess.run(["git", "cat-file", "-e", page], cwd=own, capture_output=True, check=False).returncode


def test_a_dry_run_writes_nothing(published: SiteFolder) -> None:
    bare = published.root.parent / "bare.git"
    before = published.files(bare), published.files()
    done = deploy(published, "--dry-run")
    assert done.returncode == 0 and "would deploy to branch gh-pages" in done.stdout, done.stderr
    assert (published.files(bare), published.files()) == before
    published.write("site.yaml", SITE_YAML + "deploy: {folder: ../www}\n")
    assert deploy(published, "--dry-run").returncode == 0 and not (published.root.parent / "www").exists()


def test_a_dry_run_names_every_obstacle_at_once(published: SiteFolder) -> None:
    published.write("site.yaml", SITE_YAML + "deploy: {branch: main}\n")
    published.article("late", date="2025-12-01")
    done = deploy(published, "--dry-run")
    assert done.returncode == 4 and done.stderr.count("refused: ") == 2, done.stderr
    assert "not up to date" in done.stderr and "contains files that Warraq did not create" in done.stderr


def test_only_a_site_that_is_up_to_date_goes_out(published: SiteFolder) -> None:
    bare = published.root.parent / "bare.git"
    published.article("late", date="2025-12-01")
    late = deploy(published)
    assert late.returncode == 4 and "not up to date: /20" in late.stderr and "warraq build" in late.stderr
    published.build()
    (published.output / "index.html").write_text("spoilt")
    assert "/index.html: the file in output/ was changed or deleted" in deploy(published).stderr
    published.build(verify=True)
    elsewhere = deploy(published, "--base-url", "https://elsewhere.example/")
    assert elsewhere.returncode == 4 and "give deploy the same --base-url and --now" in elsewhere.stderr
    (published.root / ".cache/warraq.sqlite").write_bytes(b"damaged" * 1000)
    assert deploy(published).returncode == 4
    assert "gh-pages" not in git(bare, "for-each-ref")


def test_a_site_with_problems_goes_out_on_demand_only(published: SiteFolder) -> None:
    published.write("content/2019/05/a4.md", "---\ntitle: x\ndate: 2019-02-30\n---\n")
    published.build()
    refused = deploy(published)
    assert refused.returncode == 4 and "C109" in refused.stderr and "--allow-problems" in refused.stderr
    assert deploy(published, "--allow-problems").returncode == 0
    assert checked_out(published) == published.files()


def test_a_branch_of_somebody_s_work_is_never_overwritten(published: SiteFolder) -> None:
    bare = published.root.parent / "bare.git"
    tip = git(bare, "rev-parse", "main")
    published.write("site.yaml", SITE_YAML + "deploy: {branch: main}\n")
    done = deploy(published)
    assert done.returncode == 4 and "contains files that Warraq did not create" in done.stderr
    assert git(bare, "rev-parse", "main") == tip


def test_what_stands_in_the_way_is_told_with_a_hint(published: SiteFolder, tmp_path: Path) -> None:
    git(published.root, "remote", "remove", "origin")
    assert "no git remote `origin`" in deploy(published).stderr
    published.write("site.yaml", SITE_YAML + "deploy: {remote: ../nowhere.git}\n")
    assert "`../nowhere.git` cannot be read" in deploy(published).stderr
    published.write("site.yaml", SITE_YAML + "deploy: {remote: ../bare.git}\n")
    assert "git is not installed" in deploy(published, PATH=str(tmp_path)).stderr
    hook = published.root.parent / "bare.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho you may not write here >&2\nexit 1\n")
    hook.chmod(0o755)
    done = deploy(published)
    assert done.returncode == 1 and "rejects the site" in done.stderr and "you may not write here" in done.stderr
    assert "Traceback" not in done.stderr
    hook.unlink()
    assert deploy(published).returncode == 0


def over(sizes: dict[str, int], **settings: str) -> list[str]:
    return [error.what for error in over_limits(Deploy(**settings), sizes)]


def test_what_a_host_would_refuse_is_refused_first() -> None:
    large = HOSTS["github"].most_file_bytes
    assert over({"a": large, "b": 1}) == []
    assert "`b`" in over({"a": 1, "b": large + 1})[0]
    many = {str(number): large + 1 for number in range(10)}
    first, second = over(many)
    assert "`0`" in first and "(and 9 more)" in first and "GitHub Pages takes at most 1,000,000,000" in second
    assert over(many, folder="/www") == over(many, sftp="a@b/c") == over(many, s3="paper") == []
    assert "20,000" in over({str(number): 1 for number in range(20_001)}, folder="/www", host="cloudflare")[0]


def without_list(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path != ".warraq-deployed"}


def test_a_folder_gets_the_same_files_and_keeps_the_times_of_unchanged_ones(ten_articles: SiteFolder) -> None:
    ten_articles.write("site.yaml", SITE_YAML + "deploy: {folder: ../www}\n")
    www = ten_articles.root.parent / "www"
    gone = ten_articles.article("gone")
    ten_articles.build()
    assert deploy(ten_articles).returncode == 0
    assert without_list(ten_articles.files(www)) == ten_articles.files()
    kept = (www / "2015/01/مقال-a0/index.html").stat().st_mtime_ns
    gone.unlink()
    ten_articles.build()
    assert "removed" in deploy(ten_articles).stdout
    assert without_list(ten_articles.files(www)) == ten_articles.files()
    assert (www / "2015/01/مقال-a0/index.html").stat().st_mtime_ns == kept
    assert "is up to date" in deploy(ten_articles).stdout


def test_a_site_that_says_it_stands_on_ones_own_machine_is_refused(ten_articles: SiteFolder) -> None:
    settings = SITE_YAML.replace("https://example.org/archive/", "http://localhost:8000/")
    ten_articles.write("site.yaml", settings + "deploy: {folder: ../www}\n")
    ten_articles.build()
    refused = deploy(ten_articles)
    assert refused.returncode == 4 and "localhost:8000" in refused.stderr and "site.yaml" in refused.stderr
    assert not (ten_articles.root.parent / "www").exists()
    assert deploy(ten_articles, "--allow-problems").returncode == 0


def test_a_folder_of_other_files_is_refused(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    theirs = ten_articles.write("../www/theirs.txt", "x")
    for folder in ("../www", "output", "content/x", ".."):
        ten_articles.write("site.yaml", SITE_YAML + f"deploy: {{folder: {folder}}}\n")
        assert deploy(ten_articles).returncode == 4, folder
    assert [path.name for path in theirs.parent.iterdir()] == ["theirs.txt"]


def test_init_writes_what_hosts_look_for_and_overwrites_nothing(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "contact: archive@example.org\n")
    done = deploy(site, "--init")
    assert done.returncode == 0 and done.stdout.count("created ") == 3, done.stderr
    workflow = yaml.safe_load((site.root / ".github/workflows/publish.yml").read_text())
    assert workflow[True]["schedule"] == [{"cron": "17 3 * * *"}]  # YAML 1.1 reads `on` as true
    commands = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    assert commands[1:] == ["warraq build --verify", "warraq sign --check"]
    site.write("static/CNAME", "mine.example.org\n")
    again = deploy(site, "--init")
    assert again.stdout.count("already exists") == 3 and "created" not in again.stdout
    site.build()
    files = site.files()
    assert files["CNAME"] == b"mine.example.org\n"
    assert b"Contact: mailto:archive@example.org\nExpires: 2026-12-31T" in files[".well-known/security.txt"]
    site.write("static/CNAME", "")
    (site.root / "static/CNAME").unlink()
    site.build()
    assert "CNAME" not in site.files() and site.files() == site.clean_files()


def test_a_site_that_publishes_already_gets_no_second_workflow(site: SiteFolder) -> None:
    site.write(".github/workflows/mine.yml", "jobs: {x: {steps: [{uses: actions/deploy-pages@v4}]}}\n")
    assert "mine.yml already publishes the site" in deploy(site, "--init").stdout
    assert not (site.root / ".github/workflows/publish.yml").exists()


@pytest.mark.parametrize(
    ("base_url", "domain"),
    [
        ("https://name.github.io/site/", ""),
        ("http://localhost:8000/", ""),
        ("http://127.0.0.1/", ""),
        ("https://archive.example.org/", "archive.example.org"),
        ("https://أرشيف.مصر/", "xn--igb2aj6c2b.xn--wgbh1c"),
    ],
)
def test_a_domain_of_one_s_own_is_known(base_url: str, domain: str) -> None:
    assert own_domain(base_url) == domain


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("deploy: {branch: a..b}", "S121"),
        ("deploy: {remote: --upload-pack=x}", "S122"),
        ("deploy: {remote: origin, folder: x}", "S123"),
        ("deploy: {s3: paper, sftp: a@b.example/x}", "S123"),
        ("deploy: {s3: 'no bucket'}", "S128"),
        ("deploy: {s3: paper, endpoint: 'https://key:secret@store.example'}", "S128"),
        ("deploy: {sftp: 'me:secret@host.example/www'}", "S128"),
        ("deploy: {sftp: host.example}", "S128"),
        ("contact: nobody", "S124"),
        ("deploy: {brunch: x}", "S102"),
    ],
)
def test_wrong_settings_are_told_with_their_place(site: SiteFolder, wrong: str, code: str) -> None:
    site.write("site.yaml", SITE_YAML + f"{wrong}\n")
    done = deploy(site)
    assert done.returncode == 3 and f" {code} " in done.stderr, done.stderr
    assert "secret" not in done.stderr
