"""The wheel alone makes a site: no checkout, no Node, no network."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import generator

REPOSITORY = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def wheel() -> Path:
    found = sorted((REPOSITORY / "dist").glob("warraq-*.whl"))
    assert found, "run the tests with `make test`, which builds the wheel"
    return found[-1]


def test_the_tests_run_against_the_installed_wheel() -> None:
    assert REPOSITORY / "generator" not in Path(generator.__file__).parents
    assert "site-packages" in generator.__file__


def test_the_wheel_holds_theme_client_files_and_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "generator/themes/jarida/templates/article.html",
        "generator/themes/warqa/templates/article.html",
        "generator/themes/warqa/static/warqa.css",
        "generator/theme/i18n/fa.yaml",
        "generator/theme/templates/document.html",
        "generator/themes/jarida/static/fonts/amiri-arabic-700-normal.woff2",
        "generator/client/search.js",
        "generator/client/licences/lunr.txt",
        "generator/serve/client/reload.js",
        "generator/new_site/site.yaml",
    ):
        assert name in names, name
    assert any(name.startswith("generator/client/licences/fontsource") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests")]


def test_in_an_empty_environment_a_new_site_builds(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    site_packages = next((environment / "lib").glob("python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site_packages)
    # Dependencies from the test environment, behind the freshly unpacked wheel.
    libraries = Path(generator.__file__).parent.parent
    (site_packages / "libraries.pth").write_text(f"{libraries}\n")
    surroundings = {
        "PATH": str(python.parent),
        "HOME": str(tmp_path),
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
    for arguments, folder in ((["init", "demo"], tmp_path), (["build"], tmp_path / "demo")):
        command = [str(python), "-P", "-m", "generator", *arguments]
        done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "demo/output/index.html").is_file()
    said = subprocess.run(
        [str(python), "-P", "-c", "import generator; print(generator.__file__)"],
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(site_packages) in said.stdout


def test_the_command_is_installed() -> None:
    command = Path(sys.executable).with_name("warraq")
    done = subprocess.run([str(command), "--version"], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.strip() == f"warraq, version {generator.__version__}"
