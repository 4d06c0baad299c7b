"""A deploy to a bucket or a server gives the bytes of output/, sends only what differs, and breaks nothing on the way."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import NOW, SITE_YAML, SiteFolder, differing, warraq
from support.stores import BucketPlace, FolderPlace, Place, bucket, plain_sftp_folder, sftp_folder

PLACES = {"s3": bucket, "sftp": sftp_folder, "plain sftp": plain_sftp_folder}
WRITES = (b"PUT ", b"POST ", b"DELETE ")


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with PLACES[request.param](tmp_path / "far") as found:
        yield found


@pytest.fixture
def built(site: SiteFolder, place: Place) -> SiteFolder:
    """A few articles: the servers of the tests take the time of a file."""
    for number in (0, 9):
        site.article(f"a{number}", date=f"20{15 + number}-01-1{number}")
    site.write("site.yaml", SITE_YAML + place.setting)
    site.write("static/.well-known/مرحبا.txt", "x")
    site.write("static/large.bin", bytes(range(256)) * 9000)
    site.build()
    return site


def deploy(site: SiteFolder, place: Place, *options: str, **more: str) -> subprocess.CompletedProcess[str]:
    done = warraq("deploy", "--site", str(site.root), "--now", NOW, *options, **place.surroundings | more)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def changed(site: SiteFolder) -> dict[str, bytes]:
    """The same site a day later: one article more, one changed, one gone; gives the files of before."""
    before = site.files()
    site.article("later", date="2025-12-01", body="كلام جديد.\n")
    site.article("a0", date="2015-01-10", body="نص آخر.\n")
    next((site.root / "content").rglob("a9.md")).unlink()
    site.build()
    return before


def test_the_place_equals_output_and_the_second_deploy_sends_nothing(built: SiteFolder, place: Place) -> None:
    done = deploy(built, place)
    assert done.returncode == 0 and f"deployed to {target(place)}" in done.stdout, done.stderr
    assert differing(place.site(), built.files()) == []
    state, sent = state_of(place), place.line.sent
    place.line.restore()
    again = deploy(built, place)
    assert again.returncode == 0 and "is up to date" in again.stdout, again.stderr
    assert state_of(place) == state
    assert place.line.sent < sent / 10
    assert not [line for line in place.line.requests if line.startswith(WRITES)]


def target(place: Place) -> str:
    return "bucket paper/archive" if isinstance(place, BucketPlace) else str(place.www)


def state_of(place: Place) -> object:
    """Everything that a write would change: times, and numbers of files."""
    if isinstance(place, FolderPlace):
        return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in [place.www, *place.www.rglob("*")]}
    listed = place.client.list_objects_v2(Bucket="paper")["Contents"]
    return {one["Key"]: one["LastModified"] for one in listed}


def test_only_what_differs_is_sent(built: SiteFolder, place: Place) -> None:
    deploy(built, place)
    changed(built)
    place.line.restore()
    done = deploy(built, place)
    assert done.returncode == 0 and "removed" in done.stdout, done.stderr
    assert differing(place.site(), built.files()) == []
    assert place.line.sent < sum(map(len, built.files().values())) / 2
    if isinstance(place, FolderPlace):
        assert [path for path in place.www.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_a_connection_that_breaks_leaves_the_old_site_whole(built: SiteFolder, place: Place, share: float) -> None:
    deploy(built, place)
    built.write("static/large.bin", bytes(reversed(range(256))) * 9000)
    built.write("static/new.bin", bytes(range(255)) * 9000)
    before = changed(built)
    after = built.files()
    sent = 2 * 2_300_000  # the two large files, which are most of it
    place.line.restore()
    place.line.breaks_after = int(sent * share)
    broken = deploy(built, place)
    assert broken.returncode == 1 and "deploy again" in broken.stderr, broken.stderr
    there = {path: data for path, data in place.site().items() if not path.startswith(".warraq-")}
    assert {path: there.get(path) for path in before} == before
    assert all(data == after[path] for path, data in there.items() if path not in before)
    place.line.restore()
    assert deploy(built, place).returncode == 0
    assert differing(place.site(), after) == []
    assert "is up to date" in deploy(built, place).stdout


def test_files_of_others_are_neither_replaced_nor_removed(built: SiteFolder, place: Place) -> None:
    place.write("theirs.txt", b"x")
    refused = deploy(built, place)
    assert refused.returncode == 4 and "`theirs.txt`" in refused.stderr, refused.stderr
    assert place.files() == {"theirs.txt": b"x"}
    place.remove("theirs.txt")
    place.write(".htaccess", b"hidden")
    assert deploy(built, place).returncode == 0
    place.write("index.html", b"edited there")
    refused = deploy(built, place)
    assert refused.returncode == 4 and "`index.html`" in refused.stderr
    assert place.files()["index.html"] == b"edited there"
    place.write("index.html", built.files()["index.html"])
    assert deploy(built, place).returncode == 0
    assert place.files()[".htaccess"] == b"hidden"


def test_what_was_uploaded_in_another_way_counts_if_it_is_the_same(built: SiteFolder, place: Place) -> None:
    """Or somebody lost the list."""
    for path, data in built.files().items():
        place.write(path, data)
    place.line.restore()
    done = deploy(built, place)
    if isinstance(place, BucketPlace):  # whose listing proves it
        assert done.returncode == 0, done.stderr
        assert [line for line in place.line.requests if line.startswith(WRITES)] == [
            b"PUT /paper/archive/.warraq-deployed HTTP/1.1"
        ] * 2
    assert done.returncode == 0, done.stderr
    assert differing(place.site(), built.files()) == []


def test_a_file_in_the_place_of_a_folder_and_the_other_way_round(built: SiteFolder, place: Place) -> None:
    built.write("static/one/two.txt", "x")
    built.write("static/three", "y")
    built.build()
    deploy(built, place)
    (built.root / "static/one/two.txt").unlink()
    (built.root / "static/one").rmdir()
    (built.root / "static/three").unlink()
    built.write("static/one", "x")
    built.write("static/three/four.txt", "y")
    built.build()
    done = deploy(built, place)
    assert done.returncode == 0, done.stderr
    assert differing(place.site(), built.files()) == []


def test_a_dry_run_sends_nothing_and_says_what_would_go(built: SiteFolder, place: Place) -> None:
    done = deploy(built, place, "--dry-run")
    assert done.returncode == 0 and "would deploy to" in done.stdout, done.stderr
    assert place.files() == {}


def test_a_dry_run_names_every_obstacle_at_once(built: SiteFolder, place: Place) -> None:
    place.write("theirs.txt", b"x")
    built.write(
        "site.yaml", SITE_YAML.replace("https://example.org/archive/", "http://localhost:8000/") + place.setting
    )
    built.write("content/2019/05/a4.md", "---\ntitle: x\ndate: 2019-02-30\n---\n")
    done = deploy(built, place, "--dry-run")
    assert done.returncode == 4 and done.stderr.count("refused: ") == 4, done.stderr
    for expected in ("localhost", "not up to date", "C109", "theirs.txt"):
        assert expected in done.stderr
    assert place.files() == {"theirs.txt": b"x"}


def test_an_unreachable_place_is_an_obstacle_like_others(built: SiteFolder, place: Place) -> None:
    place.line.breaks_after = -1
    built.article("more", date="2025-12-01")
    done = deploy(built, place, "--dry-run")
    assert done.returncode == 4 and "not up to date" in done.stderr
    assert "cannot be reached" in done.stderr or "is lost" in done.stderr


@pytest.mark.parametrize("place", ["s3"], indirect=True)
class TestBuckets:
    def test_each_object_has_its_type_and_time(self, built: SiteFolder, place: BucketPlace) -> None:
        deploy(built, place)

        def headers(path: str) -> tuple[str, str]:
            found = place.client.head_object(Bucket="paper", Key=f"archive/{path}")
            return found["ContentType"], found["CacheControl"]

        assert headers("index.html") == ("text/html; charset=utf-8", "public, max-age=0, must-revalidate")
        assert headers("feed.xml")[0].startswith("application/atom+xml")
        built.article("later", date="2025-12-01")
        built.build()
        deploy(built, place)  # what waits beside the site keeps its type when it takes its place
        assert headers("index.html") == ("text/html; charset=utf-8", "public, max-age=0, must-revalidate")

    def test_other_folders_of_the_bucket_are_nobody_s_business(self, built: SiteFolder, place: BucketPlace) -> None:
        place.client.put_object(Bucket="paper", Key="archive-2/x", Body=b"x")
        place.client.put_object(Bucket="paper", Key="archive/", Body=b"")  # a folder, as consoles make it
        assert deploy(built, place).returncode == 0
        assert place.client.get_object(Bucket="paper", Key="archive-2/x")["Body"].read() == b"x"

    def test_refusals_say_what_to_do(self, built: SiteFolder, place: BucketPlace) -> None:
        nobody = deploy(built, place, AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY="")
        assert nobody.returncode == 1 and "AWS_PROFILE" in nobody.stderr
        built.write("site.yaml", SITE_YAML + place.setting.replace("paper/", "other/"))
        missing = deploy(built, place)
        assert missing.returncode == 1 and "NoSuchBucket" in missing.stderr and "create the bucket" in missing.stderr


@pytest.mark.parametrize("place", ["sftp"], indirect=True)
class TestServers:
    def test_a_server_that_nobody_knows_gets_nothing(self, built: SiteFolder, place: FolderPlace) -> None:
        (Path(place.surroundings["HOME"]) / ".ssh/known_hosts").write_text("")
        done = deploy(built, place)
        assert done.returncode == 4 and "not one that you know" in done.stderr and not place.www.exists()

    def test_a_login_by_password_comes_from_the_environment(self, built: SiteFolder, place: FolderPlace) -> None:
        (Path(place.surroundings["HOME"]) / ".ssh/id_ed25519").unlink()
        wrong = deploy(built, place, WARRAQ_SFTP_PASSWORD="wrong", SSH_AUTH_SOCK="")
        assert wrong.returncode == 1 and "rejects the login" in wrong.stderr and "wrong" not in wrong.stderr
        right = deploy(built, place, WARRAQ_SFTP_PASSWORD="secret", SSH_AUTH_SOCK="")
        assert right.returncode == 0, right.stderr

    def test_a_link_is_never_followed(self, built: SiteFolder, place: FolderPlace, tmp_path: Path) -> None:
        outside = tmp_path / "outside"
        outside.mkdir()
        place.www.mkdir()
        (place.www / ".well-known").symlink_to(outside)
        refused = deploy(built, place)
        assert refused.returncode == 4 and "`.well-known`" in refused.stderr, refused.stderr
        (place.www / ".well-known").unlink()
        (place.www / "index.html").symlink_to(outside / "x")
        assert deploy(built, place).returncode == 4
        assert list(outside.iterdir()) == []


def test_a_server_that_only_reads_says_so(ten_articles: SiteFolder, tmp_path: Path) -> None:
    with sftp_folder(tmp_path / "far", "-R") as place:
        ten_articles.write("site.yaml", SITE_YAML + place.setting)
        ten_articles.build()
        done = deploy(ten_articles, place)
    assert done.returncode == 1 and "Permission denied" in done.stderr and "may write there" in done.stderr


@pytest.mark.parametrize(("kind", "library"), [("s3: paper", "boto3"), ("sftp: a@b.example/x", "asyncssh")])
def test_a_missing_extra_is_named_with_its_command(
    ten_articles: SiteFolder, kind: str, library: str, tmp_path: Path
) -> None:
    hiding = tmp_path / "hiding/sitecustomize.py"
    hiding.parent.mkdir()
    hiding.write_text(f"import sys\nsys.modules[{library!r}] = None\n")
    ten_articles.write("site.yaml", SITE_YAML + f"deploy: {{{kind}}}\n")
    ten_articles.build()
    done = warraq("deploy", "--site", str(ten_articles.root), "--now", NOW, PYTHONPATH=str(hiding.parent))
    assert done.returncode == 2 and f"pip install 'warraq[{kind.partition(':')[0]}]'" in done.stderr, done.stderr
