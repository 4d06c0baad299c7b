"""A deploy tells no secret, runs no hostile repository's program, waits for nobody for ever, removes nothing foreign."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support import NOW, SITE_YAML, SiteFolder, git, warraq

from generator.config.site_yaml import parse_settings
from generator.deploy import branch
from generator.deploy import git as git_module
from generator.deploy.branch import deploy_to_branch
from generator.deploy.folder import deploy_to_folder
from generator.deploy.git import GitError, address_of
from generator.deploy.repository import Repository
from generator.disk.folders import OutputFolder
from generator.engine.site import MARKER, open_site
from generator.errors import RefusedError, WarraqError

TOKEN = "ghp_s3cretToken123"


@pytest.fixture
def owned(site: SiteFolder) -> SiteFolder:
    """A site in a repository of its own, with a bare one beside it."""
    git(site.root.parent, "init", "-q", "--bare", "bare.git")
    git(site.root, "init", "-q", "-b", "main")
    git(site.root, "remote", "add", "origin", "../bare.git")
    site.article("a")
    site.build()
    return site


def sent(site: SiteFolder) -> str:
    """Deploy what stands in output/ to its branch; where to, in words."""
    opened = open_site(site.root, None, base_url=None, now=NOW, has_drafts=False)
    paths = list(OutputFolder(site.output).paths())
    return deploy_to_branch(opened, paths, dict.fromkeys(paths, 1), is_dry_run=False).target


@pytest.mark.parametrize(
    "remote",
    [f"https://someone:{TOKEN}@127.0.0.1:9/r.git", f"https://{TOKEN}@127.0.0.1:9/r.git"],
    ids=["pair", "token"],
)
def test_no_password_of_a_remote_is_told(owned: SiteFolder, remote: str) -> None:
    git(owned.root, "remote", "set-url", "origin", remote)
    done = warraq("deploy", "--dry-run", "--site", str(owned.root), "--now", NOW)
    assert done.returncode == 1 and "https://***@127.0.0.1:9/r.git" in done.stderr, done.stderr
    assert TOKEN not in done.stderr + done.stdout and "Traceback" not in done.stderr


def test_a_hostile_hook_may_say_a_password_in_vain(owned: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = owned.root.parent / "ssh"
    tool.write_text(f"#!/bin/sh\necho 'denied for {TOKEN} at ssh://git:{TOKEN}@h/' >&2\nexit 1\n")
    tool.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(tool))
    git(owned.root, "remote", "set-url", "origin", f"ssh://git:{TOKEN}@host.example/r.git")
    with pytest.raises(WarraqError) as found:
        sent(owned)
    assert "denied" in found.value.what and TOKEN not in found.value.what


def test_a_remote_that_never_answers_is_given_up(owned: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(branch, "GREETING", 0.5)
    monkeypatch.setenv("GIT_SSH_COMMAND", "sleep 60; true")
    git(owned.root, "remote", "set-url", "origin", "git@host.example:r.git")
    with pytest.raises(WarraqError, match=r"did not finish within 0\.5 seconds"):
        sent(owned)


@pytest.mark.parametrize("remote", ["fd::3", "ext::touch pwned", "http://127.0.0.1:9/r", "git://127.0.0.1/r", "-oX"])
def test_only_named_ways_are_gone(owned: SiteFolder, remote: str) -> None:
    git(owned.root, "config", "remote.origin.url", remote)
    with pytest.raises(RefusedError):
        sent(owned)
    with pytest.raises(GitError):
        Repository(owned.root / ".cache/deploy.git", owned.root).run("ls-remote", "--", "ext::touch pwned")
    assert not (owned.root / "pwned").exists()
    assert [one.code for one in parse_settings(f"title: x\ndeploy: {{remote: '{remote}'}}\n")[1]] == ["S122"]


def test_nothing_of_a_prepared_repository_is_run(owned: SiteFolder) -> None:
    """A site that somebody packed with its .git: settings that name programs, and hooks."""
    trap = owned.root / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{owned.root}/pwned'\n")
    trap.chmod(0o755)
    keys = (
        "core.fsmonitor core.sshCommand core.askPass core.editor core.pager gpg.program diff.external credential.helper "
        "remote.origin.receivepack remote.origin.uploadpack remote.origin.vcs core.gitProxy uploadpack.packObjectsHook "
        "filter.x.clean core.alternateRefsCommand alias.ls-remote"
    )
    for key in keys.split():
        git(owned.root, "config", key, f"!{trap}" if "helper" in key or "alias" in key else str(trap))
    for key, value in {"log.showSignature": "true", "push.gpgSign": "if-asked", "commit.gpgSign": "true"}.items():
        git(owned.root, "config", key, value)
    hooks = (owned.root / ".git/hooks", owned.root / ".cache/deploy.git/hooks")
    git(owned.root.parent, "init", "-q", "--bare", str(owned.root / ".cache/deploy.git"))
    git(owned.root / ".cache/deploy.git", "config", "core.fsmonitor", str(trap))
    for folder in hooks:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("pre-push", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
            shutil.copy(trap, folder / name)
    assert "bare.git" in sent(owned)
    git_module.past_blobs(owned.root, ["content/a.md"], "")
    git_module.current_branch(owned.root)
    assert not (owned.root / "pwned").exists()


def test_a_repository_that_comes_with_the_site_is_no_place_to_push_to(owned: SiteFolder) -> None:
    """Its hooks would run here."""
    git(owned.root, "init", "-q", "--bare", "theirs.git")
    for remote in ("./theirs.git", str(owned.root / "theirs.git"), f"file://{owned.root}/theirs.git"):
        with pytest.raises(RefusedError, match="is inside the site itself"):
            address_of(owned.root, remote)


def test_who_commits_and_how_to_log_in_is_taken_from_the_site(owned: SiteFolder) -> None:
    git(owned.root, "config", "user.name", "ناشر")
    git(owned.root, "config", "http.https://h/.extraheader", "AUTHORIZATION: basic x")
    git(owned.root, "config", "--add", "credential.helper", "")
    git(owned.root, "config", "--add", "credential.helper", "cache")
    git(owned.root, "config", "--add", "credential.helper", "/tmp/evil")
    found = dict(git_module.settings_of(owned.root))
    assert {key: found[key] for key in ("user.name", "credential.helper")} == {
        "user.name": "ناشر",
        "credential.helper": "cache",
    }
    assert found["http.https://h/.extraheader"] == "AUTHORIZATION: basic x"
    owned.write("site.yaml", SITE_YAML.replace("أرشيف الاختبار", '"عنوان\\n\\nCo-authored-by: x <y@z>"'))
    sent(owned)
    bare = owned.root.parent / "bare.git"
    assert "\n" not in git(bare, "log", "-1", "--format=%B", "gh-pages")


def break_head(place: Path) -> None:
    (place / "HEAD").write_text("nonsense")


def break_objects(place: Path) -> None:
    for file in (place / "objects").rglob("*"):
        if file.is_file():
            file.chmod(0o644)
            file.write_bytes(b"damaged")


def lose_objects(place: Path) -> None:
    shutil.rmtree(place / "objects")
    (place / "objects").mkdir()


def leave_locks(place: Path) -> None:
    (place / "shallow.lock").touch()
    (place / "refs/deployed.lock").touch()


def make_it_a_file(place: Path) -> None:
    shutil.rmtree(place)
    place.write_text("x")


def make_it_a_link(place: Path) -> None:
    shutil.rmtree(place)
    (place.parent.parent.parent / "theirs").mkdir(exist_ok=True)
    place.symlink_to(place.parent.parent.parent / "theirs")


DAMAGE = (break_head, break_objects, lose_objects, leave_locks, make_it_a_file, make_it_a_link)


def test_a_damaged_repository_of_the_cache_is_made_anew(owned: SiteFolder) -> None:
    place = owned.root / ".cache/deploy.git"
    sent(owned)
    for number, damage in enumerate(DAMAGE):
        damage(place)
        owned.write("output/number.txt", str(number))
        sent(owned)
        assert git(owned.root.parent / "bare.git", "show", "gh-pages:number.txt") == str(number), damage.__name__
        assert not place.is_symlink()


def to_folder(site: SiteFolder, change: Callable[[], None] = lambda: None) -> Path:
    change()
    opened = open_site(site.root, None, base_url=None, now=NOW, has_drafts=False)
    paths = list(OutputFolder(site.output).paths())
    deploy_to_folder(opened, paths, {path: (site.output / path).stat().st_size for path in paths}, is_dry_run=False)
    return site.root.parent / "www"


@pytest.fixture
def foldered(site: SiteFolder) -> SiteFolder:
    site.write("site.yaml", SITE_YAML + "deploy: {folder: ../www}\n")
    site.article("a")
    site.build()
    return site


def test_a_planted_marker_gives_no_leave_to_remove(foldered: SiteFolder) -> None:
    www = foldered.root.parent / "www"
    (www / "deep").mkdir(parents=True)
    (www / MARKER).write_bytes((foldered.output / MARKER).read_bytes())
    (www / "deep/letters.txt").write_text("mine")
    with pytest.raises(RefusedError, match=r"deep/letters\.txt"):
        to_folder(foldered)
    (www / "deep/letters.txt").unlink()
    (www / "index.html").write_text("mine, not the site's")
    with pytest.raises(RefusedError, match=r"index\.html"):
        to_folder(foldered)
    assert sorted(path.name for path in www.rglob("*") if path.is_file()) == [MARKER, "index.html"]


def test_what_somebody_put_or_changed_among_what_was_deployed_is_named_and_left(foldered: SiteFolder) -> None:
    www = to_folder(foldered)
    gone = next(path for path in foldered.output.rglob("index.html") if "2025" in str(path))
    name = gone.relative_to(foldered.output).as_posix()
    (www / "theirs.txt").write_text("x")
    with pytest.raises(RefusedError, match=r"theirs\.txt"):
        to_folder(foldered)
    (www / "theirs.txt").unlink()
    (www / name).write_text("changed by hand")
    with pytest.raises(RefusedError, match="index"):
        to_folder(foldered, gone.unlink)
    assert (www / name).read_text() == "changed by hand"
    (www / name).unlink()
    to_folder(foldered)
    assert foldered.files(www).keys() == foldered.files().keys() | {".warraq-deployed"}


def test_a_folder_of_an_earlier_version_or_of_a_deploy_that_was_cut_short_goes_on(foldered: SiteFolder) -> None:
    www = to_folder(foldered)
    (www / ".warraq-deployed").unlink()  # as 0.1 left it: the same bytes are known to be ours
    to_folder(foldered)
    (www / "index.html").unlink()
    to_folder(foldered)
    assert (www / "index.html").read_bytes() == (foldered.output / "index.html").read_bytes()
