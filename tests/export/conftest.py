"""One PowerPoint file and one page of a deck that has one slide of each kind, made once."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation

from presenter.export.report import Options, Report
from tests.export import decks

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


@dataclass(frozen=True)
class Written:
    """An exported file, its report, and its XML at hand."""

    path: Path
    report: Report

    def xml(self, name: str) -> etree._Element:
        """A part's XML."""
        with zipfile.ZipFile(self.path) as archive:
            return etree.fromstring(archive.read(name))

    def slide(self, number: int) -> etree._Element:
        """Slide `number`, from 1."""
        return self.xml(f"ppt/slides/slide{number}.xml")

    def layout(self, number: int) -> etree._Element:
        """The layout of slide `number`."""
        return self.xml(str(Presentation(str(self.path)).slides[number - 1].slide_layout.part.partname).lstrip("/"))

    def find(self, number: int, xpath: str) -> list[etree._Element]:
        """What an XPath finds on slide `number`."""
        found = self.slide(number).xpath(xpath, namespaces=NS)
        assert isinstance(found, list)
        return found


def write(folder: Path, **how: object) -> Written:
    """The deck of all kinds as PowerPoint."""
    from presenter.export.pptx import write as export

    out = folder / "all.pptx"
    return Written(out, export(decks.show(folder, **how), out, Options()))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def session_folder(tmp_path_factory: pytest.TempPathFactory, app: object) -> Path:
    """A folder for files made once."""
    return tmp_path_factory.mktemp("export")


@pytest.fixture(scope="session")
def written(session_folder: Path) -> Written:
    """The light deck."""
    return write(session_folder)
