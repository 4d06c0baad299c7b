"""What the wheel holds; that it makes a site without a checkout, Node or network test_fresh_install.py tries."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import generator

REPOSITORY = Path(__file__).parent.parent.parent


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
        "generator/cli/new_site/words.yaml",
        "generator/template/github/workflows/publish.yml",
        "generator/template/cms/index.html",
        "generator/client/cms/sveltia-cms.js",
        "generator/client/cms/locales/ar.json",
        "generator/client/cms/fonts/material-symbols-outlined.LICENSE.txt",
        "generator/client/licences/sveltia-cms.txt",
        "generator/client/licences/yaml.txt",
        "generator/cms/words/ar.yaml",
        "generator/cli/summaries/ar.yaml",
    ):
        assert name in names, name
    assert any(name.startswith("generator/client/licences/fontsource") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests")]
    assert not [name for name in names if name.startswith(("generator/cms/client", "generator/search/client"))]


def test_the_command_is_installed() -> None:
    command = Path(sys.executable).with_name("warraq")
    done = subprocess.run([str(command), "--version"], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.startswith(f"warraq, version {generator.__version__} (")
