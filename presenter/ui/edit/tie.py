"""Text ⇄ slide: the step of the cursor's line, a click's word in the text, Problems underlined and mended by a key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from presenter import far
from presenter.model import Deck
from presenter.parse.edits import Edit
from presenter.problems import Problem
from presenter.scene import BlockPath
from presenter.store.paste import pictures_beside
from presenter.store.pictures import find_picture
from presenter.theme import available
from presenter.ui.edit.editor import Editor
from presenter.ui.slide_view import SlideView
from presenter.ui.work import Work
from presenter.writing.complete import Choices
from presenter.writing.mends import Mend, far_pictures, mends, silent_pictures, span_of
from presenter.writing.places import language_at, lines_of, place_of, step_at

MOST_UNDERLINED = 200


class LiveSlide(SlideView):
    """The slide in view: its links can be followed, and a click anywhere else leads to the text."""

    followed = Signal(str)
    clicked = Signal(QPointF)  # points on the slide

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, framed=True)
        self.setMouseTracking(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        link = self.link_at(event.position().x(), event.position().y())
        on_slide = self.slide_rect().contains(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.IBeamCursor if on_slide else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.setToolTip("" if link.startswith("slide:") else link)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        link = self.link_at(event.position().x(), event.position().y())
        if link and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.followed.emit(link)
        elif self.slide_rect().contains(event.position().toPoint()) and self.scene is not None:
            rect = self.slide_rect()
            scale = self.scene.size[0] / rect.width()
            self.clicked.emit(QPointF((event.position().x() - rect.x()) * scale, (event.position().y() - rect.y()) * scale))


class Tie:
    """What ties the editor and the slide in view together."""

    def __init__(self, work: Work, editor: Editor, view: LiveSlide, slide: Callable[[], int]) -> None:
        self._work, self._editor, self._view, self._slide = work, editor, view, slide
        self._problems: tuple[Problem, ...] = ()
        self._themes: tuple[tuple[str, str], ...] = ()  # looked for when something is first to be written
        editor.looks.deck = self._deck
        editor.looks.layout_of = self._layout_of
        editor.looks.why_of = self._why_of
        editor.looks.hint = self._hint
        editor.spelling.lang_at = self._lang_at
        editor.completion.choices = self._choices
        editor.completion.picture = self._picture_file

    def _deck(self) -> Deck | None:
        """The deck, if it is that of the text in the editor."""
        deck = self._work.show.value.deck
        return deck if deck.text is self._editor.text or deck.text == self._editor.text else None

    def _lang_at(self, line: int) -> str:
        """The language of what stands in line `line` (from 0) of the text."""
        deck = self._deck()
        if deck is None or not len(deck.slides):
            return self._work.show.value.deck.settings.lang
        index = deck.slide_at_line(line)
        return language_at(deck.slides[index], line - deck.first_lines[index]) or deck.settings.lang

    def _choices(self) -> Choices:
        """What there is to choose from when something is to be written."""
        show, folder = self._work.show.value, self._work.document.folder
        if not self._themes:
            self._themes = tuple((info.name, info.title) for info in available())
        return Choices(
            self._themes,
            tuple(show.theme.layouts) if show.theme else (),
            lambda: far.ask(folder, "pictures", lambda: pictures_beside(folder), list),
            self._link_targets,
        )

    def _link_targets(self) -> list[tuple[str, str]]:
        """What a link to a slide may say: the id of its first heading, else its number; and the slide's title."""
        slides = self._work.show.value.deck.slides
        found = []
        for index in range(len(slides)):
            slide = slides[index]
            name = slide.settings.id or (slide.headings[0][1] if slide.headings else "") or str(index + 1)
            found.append((name, slide.title or self._editor.tr("Slide {number}").format(number=index + 1)))
        return found

    def _picture_file(self, name: str) -> str:
        folder = self._work.document.folder
        return str(folder / name) if folder is not None else ""

    def _layout_of(self, index: int) -> str:
        show = self._work.show.value
        words = show.scene(index).layout.replace("-", " ")
        return f"{words} · {self._editor.tr('hidden')}" if show.slide(index).settings.hidden else words

    def _why_of(self, index: int) -> str:
        """Which layout a slide has, why, and how to choose another."""
        scene = self._work.show.value.scene(index)
        said = self._editor.tr("Layout {name}: {why}.").format(name=scene.layout or "–", why=scene.why or self._editor.tr("the usual one"))
        return said + "\n" + self._editor.tr("Another one: <!-- layout: name -->, and Ctrl+Space lists their names.")

    # ------------------------------------------------------------ steps and clicks

    def step(self) -> int | None:
        """The step at which the cursor's line is shown; None for all of the slide."""
        deck, index = self._deck(), self._slide()
        if deck is None or not 0 <= index < len(deck.slides) or not deck.slides[index].steps:
            return None
        start, offset = deck.starts[index], self._editor.offset()
        if not deck.text.startswith(deck.slides[index].source, start) or offset < start:
            return None
        return step_at(deck.slides[index], deck.text.count("\n", start, offset))

    def click(self, point: QPointF) -> None:
        """Put the cursor on the word at `point` of the slide."""
        from presenter.qt.pick import pick

        deck, index, scene = self._deck(), self._slide(), self._view.scene
        if deck is None or scene is None:
            return
        found = pick(scene, point.x(), point.y(), self._view.step)
        if found is not None:
            self._editor.reach(self._place(deck, index, found.path, found.said, found.index))
        self._editor.setFocus()

    def _place(self, deck: Deck, index: int, path: BlockPath, said: str, at: int) -> int:
        slide, start = deck.slides[index], deck.starts[index]
        if not deck.text.startswith(slide.source, start):
            return start
        if said:
            return start + place_of(slide, path, said, at)
        lines = slide.source.split("\n")
        return start + sum(len(line) + 1 for line in lines[: lines_of(slide, path)[0]])

    # ------------------------------------------------------------ Problems

    def underline(self, problems: tuple[Problem, ...]) -> None:
        """Underline what these Problems, found in the present text, are about."""
        self._problems = problems
        deck = self._deck()
        if deck is None:
            return
        found = [(problem, span_of(deck, problem)) for problem in problems[:MOST_UNDERLINED]]
        self._editor.looks.show_problems([(problem, *span) for problem, span in found if span is not None])

    def hints(self, index: int) -> tuple[Problem, ...]:
        """What could be better about the pictures of a slide, as Problems, placed."""
        show = self._work.show.value
        slide = show.slide(index)
        found = (*silent_pictures(slide), *far_pictures(slide, self._work.document.folder)) if "![" in slide.source else ()
        return tuple(show.deck.placed(problem, index) for problem in found)

    def _hint(self, problem: Problem) -> str:
        deck = self._deck()
        offered = mends(deck, problem) if deck is not None and problem in self._problems else ()
        return self._editor.tr("Ctrl+. – {mend}").format(mend=offered[0].title) if offered else ""

    def problem_here(self) -> Problem | None:
        """The Problem at the cursor, else the first of the slide that something can be done about."""
        deck = self._deck()
        if deck is None:
            return None
        at = self._editor.looks.problem_at(self._editor.textCursor().position())
        line = deck.text.count("\n", 0, self._editor.offset()) + 1
        on_line = [p for p in self._problems if p.line == line]
        on_slide = [p for p in self._problems if p.slide == self._slide() + 1]
        wanted = [p for p in ([at] if at else []) + on_line + on_slide if mends(deck, p)]
        return wanted[0] if wanted else None

    def mend(self) -> None:
        """Do what can be done about the Problem or the wrong word at the cursor; ask if there is more than one way."""
        below = self._editor.viewport().mapToGlobal(self._editor.cursorRect().bottomLeft())
        if self._editor.spelling.ask(self._editor.textCursor(), below):
            return
        problem = self.problem_here()
        if problem is not None:
            self.offer_mends(problem, below, at_once=True)

    def offer_mends(self, problem: Problem, place: QPoint, at_once: bool = False) -> None:
        """A menu of what can be done about `problem`; with `at_once` a single way is taken unasked."""
        deck = self._deck()
        offered = mends(deck, problem) if deck is not None and problem in self._problems else ()
        if at_once and len(offered) == 1:
            self._do(offered[0])
            return
        menu = QMenu(self._editor)
        for mend in offered:
            menu.addAction(mend.title).triggered.connect(lambda _=False, one=mend: self._do(one))
        if not offered:
            menu.addAction(self._editor.tr("Nothing can be done by itself")).setEnabled(False)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _brought(self, mend: Mend) -> Mend | None:
        """The mend once the file it needs is beside the deck; None if it cannot be brought."""
        folder, pictures = self._work.document.folder, self._editor.pictures
        path = found if isinstance(found := find_picture(mend.file, folder, frozenset({Path("/")})), Path) else None
        name = pictures.from_file(str(path)) if path is not None and pictures is not None else ""
        return Mend(mend.title, tuple(Edit(e.start, e.end, name) for e in mend.edits)) if name else None

    def _do(self, mend: Mend) -> None:
        if mend.file:
            made = self._brought(mend)
            if made is None:
                return
            mend = made
        last: Edit = max(mend.edits, key=lambda e: e.start)
        shift = sum(len(e.new) - (e.end - e.start) for e in mend.edits)
        end = last.end + shift if len(mend.edits) == 1 else None
        self._editor.edit(mend.edits, (end, end) if end is not None else None)
        self._editor.setFocus()
