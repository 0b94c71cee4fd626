"""The commands of the main window, and what they ask of the program (`Desk`)."""

from __future__ import annotations

from typing import Protocol

from presenter.commands.command import Command
from presenter.writing.inserts import INSERTS, Insert
from presenter.writing.tables import What


class Desk(Protocol):
    """The program as the main window's commands know it. What asks the person something is the desk's business."""

    @property
    def count(self) -> int:
        """How many slides the deck has; 0 without a deck."""

    @property
    def slide(self) -> int:
        """The slide in view, from 0."""

    @property
    def dirty(self) -> bool:
        """Whether there is something to save."""

    @property
    def has_file(self) -> bool:
        """Whether the deck has been saved under a name."""

    @property
    def showing(self) -> bool:
        """Whether a show runs."""

    def new_deck(self) -> None:
        """Begin a deck."""

    def new_from_template(self) -> None:
        """Begin a deck from the template."""

    def open_deck(self) -> None:
        """Ask for a deck and open it."""

    def save(self) -> bool:
        """Write the deck; asks for a name when it has none. Gives whether it is saved now."""

    def save_as(self) -> bool:
        """Ask for a name and write the deck there."""

    def export(self) -> None:
        """Ask what to export, and do it."""

    def versions(self) -> None:
        """Show what the deck was before, to have it back."""

    def print_deck(self) -> None:
        """Ask what to print, and print it."""

    def copy_picture(self) -> None:
        """The slide in view onto the clipboard, as a picture."""

    def close(self) -> bool:
        """Close the window, after asking about unsaved text."""

    def undo(self) -> None:
        """Take back the last change of the text."""

    def redo(self) -> None:
        """Make it again."""

    def mend(self) -> None:
        """Do what can be done about the Problem at the cursor."""

    def paste_plain(self) -> None:
        """Paste the words of the clipboard as they stand."""

    def check_spelling(self) -> None:
        """Check the spelling from now on, or no more."""

    def spelling_checked(self) -> bool:
        """Whether the spelling is checked."""

    def insert(self, name: str = "") -> None:
        """Insert the thing called so; without a name, ask with pictures of all."""

    def find(self, replace: bool) -> None:
        """Look for words in the text, and replace them."""

    def find_next(self, back: bool) -> None:
        """To the next place, or the one before."""

    def complete(self) -> None:
        """Offer what could be written at the cursor."""

    def mark(self, name: str) -> None:
        """Marks around what is selected: bold, italic, code, strike, highlight or link."""

    def table(self, what: What) -> None:
        """Change the table at the cursor: row, column, no-row, no-column, left, center or right."""

    def slides(self, what: str) -> None:
        """With the slides that are chosen: cut, copy, paste, delete, duplicate, hide, up, down; or a new one."""

    def fold(self, what: str) -> None:
        """Sections in the strip: fold or unfold the one in view ("this"), "all", or "none"."""

    def renumber(self) -> None:
        """Number the list at the cursor one by one."""

    def go(self, index: int) -> None:
        """Bring slide `index` into view."""

    def start_show(self, slide: int) -> None:
        """Show the deck to the audience from `slide` on."""

    def rehearse(self) -> None:
        """Give the talk to nobody, with the clock running."""

    def choose_display(self) -> None:
        """Show which display is to have the slides, to choose another one."""

    def hold_back(self) -> None:
        """Hold notifications back during a show from now on, or no more."""

    def undisturbed(self) -> bool:
        """Whether notifications are held back during a show."""

    def times(self) -> None:
        """Show what talks and rehearsals of this deck took."""

    def toggle(self, pane: str) -> None:
        """Show or hide a part of the window: slides, editor, notes or problems."""

    def pane_shown(self, pane: str) -> bool:
        """Whether that part is in view."""

    def next_pane(self, back: bool) -> None:
        """Give the keys to the next part of the window, or the one before."""

    def mode(self, name: str) -> None:
        """Arrange the window: all, side (text and slide), preview (the slide alone) or focus (the text alone, on all of the screen)."""

    def mode_is(self, name: str) -> bool:
        """Whether the window is arranged so."""

    def appearance(self, name: str) -> None:
        """Colours: light, dark or system."""

    def appearance_is(self, name: str) -> bool:
        """Whether these colours were chosen."""

    def palette(self) -> None:
        """List all commands, to choose one by typing."""

    def about(self) -> None:
        """Say what this program is."""

    def keys(self) -> None:
        """Show every command with its keys, to be found and changed."""


def _has_slides(desk: Desk) -> bool:
    return desk.count > 0


def _can_show(desk: Desk) -> bool:
    return desk.count > 0 and not desk.showing


def _pane(name: str, title: str, key: str) -> Command[Desk]:
    return Command(
        f"view-{name}", title, lambda desk: desk.toggle(name), (key,), "&View", checked=lambda desk: desk.pane_shown(name)
    )


def _slides(what: str, title: str, *keys: str) -> Command[Desk]:
    return Command(f"{what}-slides", title, lambda desk: desk.slides(what), keys, "&Slide", _has_slides)


def _mark(name: str, title: str, key: str) -> Command[Desk]:
    return Command(name, title, lambda desk: desk.mark(name), (key,), "F&ormat")


def _insert(one: Insert) -> Command[Desk]:
    """A block is in the menu; a slide is found among all commands, and in the panel."""
    title = one.title if one.kind == "block" else f"Insert Slide: {one.title}"
    return Command(f"insert-{one.id}", title, lambda desk: desk.insert(one.id), (), "&Insert" if one.kind == "block" else "")


def _table(what: What, title: str, *keys: str) -> Command[Desk]:
    return Command(f"table-{what}", title, lambda desk: desk.table(what), keys, "F&ormat")


def _mode(name: str, title: str, *keys: str) -> Command[Desk]:
    return Command(f"mode-{name}", title, lambda desk: desk.mode(name), keys, "&View", checked=lambda desk: desk.mode_is(name))


def _appearance(name: str, title: str) -> Command[Desk]:
    return Command(f"look-{name}", title, lambda desk: desk.appearance(name), (), "&View", checked=lambda desk: desk.appearance_is(name))


WINDOW: tuple[Command[Desk], ...] = (
    Command("new", "&New", lambda desk: desk.new_deck(), ("Ctrl+N",), "&File"),
    Command("new-from-template", "New from the &Template", lambda desk: desk.new_from_template(), (), "&File"),
    Command("open", "&Open…", lambda desk: desk.open_deck(), ("Ctrl+O",), "&File"),
    Command("save", "&Save", lambda desk: _done(desk.save()), ("Ctrl+S",), "&File", lambda desk: desk.dirty),
    Command("save-as", "Save &As…", lambda desk: _done(desk.save_as()), ("Ctrl+Shift+S",), "&File"),
    Command("versions", "Earlier &Versions…", lambda desk: desk.versions(), (), "&File", lambda desk: desk.has_file),
    Command("export", "&Export…", lambda desk: desk.export(), ("Ctrl+E",), "&File", _has_slides),
    Command("print", "&Print…", lambda desk: desk.print_deck(), ("Ctrl+P",), "&File", _has_slides),
    Command("quit", "&Quit", lambda desk: _done(desk.close()), ("Ctrl+Q",), "&File"),
    Command("undo", "&Undo", lambda desk: desk.undo(), ("Ctrl+Z",), "&Edit", repeats=True),
    Command("redo", "&Redo", lambda desk: desk.redo(), ("Ctrl+Shift+Z", "Ctrl+Y"), "&Edit", repeats=True),
    Command("paste-plain", "Paste as Plain &Text", lambda desk: desk.paste_plain(), ("Ctrl+Shift+V",), "&Edit"),
    Command("find", "&Find…", lambda desk: desk.find(False), ("Ctrl+F",), "&Edit"),
    Command("replace", "&Replace…", lambda desk: desk.find(True), ("Ctrl+H",), "&Edit"),
    Command("find-next", "Find Ne&xt", lambda desk: desk.find_next(False), ("F3",), "&Edit", repeats=True),
    Command("find-previous", "Find Pre&vious", lambda desk: desk.find_next(True), ("Shift+F3",), "&Edit", repeats=True),
    Command("complete", "&What Can Be Written Here", lambda desk: desk.complete(), ("Ctrl+Space",), "&Edit"),
    Command("mend", "&Mend the Problem Here", lambda desk: desk.mend(), ("Ctrl+.",), "&Edit", _has_slides),
    Command(
        "spelling", "Check &Spelling", lambda desk: desk.check_spelling(), ("F7",), "&Edit", checked=lambda desk: desk.spelling_checked()
    ),
    Command("insert", "Choose by Pict&ure…", lambda desk: desk.insert(), ("Ctrl+Shift+I",), "&Insert"),
    *(_insert(one) for one in INSERTS),
    _mark("bold", "&Bold", "Ctrl+B"),
    _mark("italic", "&Italic", "Ctrl+I"),
    _mark("code", "&Code", "Ctrl+Shift+C"),
    _mark("strike", "&Struck Through", "Ctrl+Shift+X"),
    _mark("highlight", "&Highlighted", "Ctrl+Shift+H"),
    _mark("link", "&Link", "Ctrl+K"),
    Command("renumber", "&Number the List Again", lambda desk: desk.renumber(), (), "F&ormat"),
    _table("row", "Table: Add &Row Below", "Ctrl+Alt+Down"),
    _table("column", "Table: Add Colu&mn to the Right", "Ctrl+Alt+Right"),
    _table("no-row", "Table: &Delete Row", "Ctrl+Alt+Up"),
    _table("no-column", "Table: Delete Col&umn", "Ctrl+Alt+Left"),
    _table("left", "Table: Column &Left"),
    _table("center", "Table: Column in the &Middle"),
    _table("right", "Table: Column Ri&ght"),
    _pane("slides", "&Slides", "Ctrl+1"),
    _pane("editor", "&Text", "Ctrl+2"),
    _pane("notes", "&Notes", "Ctrl+3"),
    _pane("problems", "&Problems", "Ctrl+4"),
    Command("next-pane", "Keys to the Ne&xt Part", lambda desk: desk.next_pane(False), ("F6",), "&View"),
    Command("previous-pane", "Keys to the Part &Before", lambda desk: desk.next_pane(True), ("Shift+F6",), "&View"),
    _mode("all", "&All of the Window"),
    _mode("side", "Text &Beside Slide"),
    _mode("preview", "Slide Al&one"),
    _mode("focus", "Only the Te&xt, Undisturbed", "F11"),
    _appearance("system", "Colours of the S&ystem"),
    _appearance("light", "&Light"),
    _appearance("dark", "&Dark"),
    Command("palette", "All &Commands…", lambda desk: desk.palette(), ("Ctrl+Shift+P",), "&View"),
    Command(
        "next-slide", "&Next Slide", lambda desk: desk.go(desk.slide + 1), ("Ctrl+PgDown",), "&Slide",
        lambda desk: desk.slide + 1 < desk.count, repeats=True,
    ),
    Command(
        "previous-slide", "&Previous Slide", lambda desk: desk.go(desk.slide - 1), ("Ctrl+PgUp",), "&Slide",
        lambda desk: desk.slide > 0, repeats=True,
    ),
    Command("first-slide", "&First Slide", lambda desk: desk.go(0), ("Ctrl+Alt+Home",), "&Slide", _has_slides),
    Command("last-slide", "&Last Slide", lambda desk: desk.go(desk.count - 1), ("Ctrl+Alt+End",), "&Slide", _has_slides),
    Command("new-slide", "Ne&w Slide", lambda desk: desk.slides("new"), ("Ctrl+M",), "&Slide"),
    _slides("duplicate", "&Duplicate"),
    _slides("hide", "&Hide or Show Again", "Ctrl+Shift+K"),
    _slides("cut", "Cu&t"),
    _slides("copy", "&Copy"),
    Command("copy-picture", "Copy as P&icture", lambda desk: desk.copy_picture(), ("Ctrl+Alt+C",), "&Slide", _has_slides),
    Command("paste-slides", "P&aste", lambda desk: desk.slides("paste"), (), "&Slide"),
    _slides("delete", "D&elete"),
    _slides("up", "Move &Up", "Ctrl+Shift+Up"),
    _slides("down", "Move D&own", "Ctrl+Shift+Down"),
    Command("fold", "Fold or Un&fold the Section", lambda desk: desk.fold("this"), ("Ctrl+Shift+[",), "&Slide", _has_slides),
    Command("fold-all", "Fold All Sec&tions", lambda desk: desk.fold("all"), (), "&Slide", _has_slides),
    Command("unfold-all", "&Unfold All Sections", lambda desk: desk.fold("none"), (), "&Slide", _has_slides),
    Command("show", "&Start from the Beginning", lambda desk: desk.start_show(0), ("F5",), "Sho&w", _can_show),
    Command("show-here", "Start from This &Slide", lambda desk: desk.start_show(desk.slide), ("Shift+F5",), "Sho&w", _can_show),
    Command("rehearse", "&Rehearse", lambda desk: desk.rehearse(), ("Ctrl+F5",), "Sho&w", _can_show),
    Command("choose-display", "&Displays…", lambda desk: desk.choose_display(), (), "Sho&w"),
    Command(
        "undisturbed", "Hold Back &Notifications During a Show", lambda desk: desk.hold_back(), (), "Sho&w",
        checked=lambda desk: desk.undisturbed(),
    ),
    Command("times", "&Times…", lambda desk: desk.times(), (), "Sho&w", _has_slides),
    Command("keys", "&Keys…", lambda desk: desk.keys(), ("F1",), "&Help"),
    Command("about", "&About Presenter", lambda desk: desk.about(), (), "&Help"),
)  # fmt: skip


def _done(outcome: bool) -> None:
    """A command answers nothing; whether the person saved or cancelled is theirs to know."""
