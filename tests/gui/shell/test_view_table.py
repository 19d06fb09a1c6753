"""The views below the curves, of which one is in front."""

from collections.abc import Callable, Iterator

import pytest
from PyQt6.QtCore import QPoint, QSize, Qt
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from mnistviz.app.application import Application
from mnistviz.app.experiments import shipped_model
from mnistviz.data.ink.preparation import Step
from mnistviz.gui.kit import theme as themes
from mnistviz.gui.kit.language import choose_language
from mnistviz.gui.kit.stylesheet import apply
from mnistviz.gui.shell.application import destroy
from mnistviz.gui.shell.main_window import MainWindow
from mnistviz.gui.shell.view_table import VIEWS
from mnistviz.gui.views.evidence.view import EvidenceView
from mnistviz.gui.views.gradients.view import GradientsView
from mnistviz.gui.views.xray.view import XrayView
from mnistviz.training.snapshot import Snapshot, Status
from tests.gui.support import ONE, OpenUser, User, mouse_click, settle

CONTROL = Qt.KeyboardModifier.ControlModifier
TITLES = tuple(view.title for view in VIEWS)
KEYS = tuple(Qt.Key(Qt.Key.Key_0 + int(view.key[-1])) for view in VIEWS)
ALL = range(len(TITLES))
SIZES = ((960, 600), (1024, 640), (1280, 800), (1920, 1080))
CONTENTS = ("blank", "drawn", "straightened")


def views(window: MainWindow) -> tuple[QWidget, ...]:
    return tuple(window.views.page(number) for number in ALL)


def assert_in_front(user: User, number: int) -> None:
    window = user.window
    assert [view.isVisible() for view in views(window)] == [n == number for n in ALL]
    assert window.views.tabs.currentIndex() == number


def by_key(user: User, number: int) -> None:
    user.press(KEYS[number], CONTROL)


def by_click(user: User, number: int) -> None:
    tabs = user.window.views.tabs
    mouse_click(tabs, tabs.tabRect(number).center())


def by_menu(user: User, number: int) -> None:
    (action,) = (
        one
        for one in user.window.findChildren(QAction)
        if one.text().split("\t")[0] == TITLES[number]
    )
    action.trigger()


WAYS = (by_key, by_click, by_menu)


@pytest.mark.parametrize("turn", WAYS)
def test_turning(user: User, turn: Callable[[User, int], None]) -> None:
    tabs = user.window.views.tabs
    assert tuple(tabs.tabText(number) for number in range(tabs.count())) == TITLES
    assert_in_front(user, 0)
    for number in (2, 0, 8, 3, 1, 1, *ALL):
        turn(user, number)
        assert_in_front(user, number)


@pytest.mark.parametrize("turn", WAYS)
def test_keys_work_in_front_of_every_view(user: User, turn: Callable[[User, int], None]) -> None:
    user.draw(*ONE)
    for number in ALL:
        turn(user, number)
        updates = user.snapshot.updates
        user.press(Qt.Key.Key_Right)
        user.wait_for_updates(updates + 1)
        user.press(Qt.Key.Key_Space)
        user.wait_for_status(Status.RUNNING)
        user.press(Qt.Key.Key_Space)
        user.wait_for_status(Status.PAUSED)
        assert_in_front(user, number)


def test_turning_while_the_network_learns(user: User) -> None:
    user.draw(*ONE)
    user.type("1")
    user.click(user.window.controls.train)
    for number in (*ALL, *reversed(ALL)):
        by_key(user, number)
        seen = user.snapshot.updates
        user.wait_for_updates(seen + 3)
        assert_in_front(user, number)
    user.click(user.window.controls.train)
    user.wait_for_status(Status.PAUSED)


def test_the_filters_catch_up(user: User) -> None:
    by_key(user, 6)
    user.train(10)
    by_key(user, 0)
    turned = user.window.filters.mosaic.grab().toImage()
    user.steps(0)
    user.window.filters.set_snapshot(user.snapshot)
    assert user.window.filters.mosaic.grab().toImage() == turned


def test_views_are_made_when_they_come_to_the_front(user: User) -> None:
    pages = user.window.views.pages

    def made() -> list[int]:
        return [number for number in ALL if type(pages.widget(number)) is not QWidget]

    assert made() == [0]
    by_key(user, 5)
    assert made() == [0, 5]
    assert user.window.views.view(EvidenceView) is pages.widget(3), (
        "nobody need know whether it is there"
    )
    by_key(user, 3)
    assert pages.currentWidget() is user.window.views.view(EvidenceView)
    assert made() == [0, 3, 5]


@pytest.fixture
def twin(user: User, light: themes.Theme) -> Iterator[MainWindow]:
    """A window that is shown the same snapshots, and has had all its views from the start."""
    application = Application(user.window.experiments.settings)
    twin = MainWindow(application, light)
    twin.appearance.dress()
    assert len(views(twin)) == len(ALL)

    def follow(snapshot: Snapshot) -> None:
        application.experiments.snapshot = snapshot
        application.experiments.shown.emit(snapshot)

    follow(user.snapshot)
    user.window.experiments.shown.connect(follow)
    twin.show()
    yield twin
    user.window.experiments.shown.disconnect(follow)
    twin.close()
    destroy(twin)


def test_a_view_made_late_shows_the_same(user: User, twin: MainWindow) -> None:
    """As one that was there all the while: the run, the drawing, the pins, the look, the words."""
    windows = (user.window, twin)
    user.draw((0.7, 0.1), (0.3, 0.8))
    content = user.window.document.content
    twin.document.put(content)
    for window in windows:
        assert window.pins.pin(content, 7) is None
    user.steps(5)  # while it trains, each window has frames of its own
    for window in windows:
        window.predictor.leave_out(Step.CROPPED, out=False)
        window.predictor.show_uncalibrated(True)
        window.appearance.choose_theme("dark")
        window.appearance.set_projector(True)
    choose_language("de")
    user.wait(lambda: all(window.predictor.examination is not None for window in windows))
    settle()
    for number in ALL:
        for window in windows:
            window.views.tabs.setCurrentIndex(number)
        user.wait(lambda: not any(one.views.view(GradientsView).checker.is_busy for one in windows))
        if number == 3:
            user.wait(lambda: all(one.views.view(EvidenceView).change.found for one in windows))
        settle()
        late, early = (window.views.page(number).grab().toImage() for window in windows)
        assert late == early, TITLES[number]


def set_the_scene(user: User, content: str) -> None:
    """All there may be to show in the views, or nothing."""
    if content == "straightened":
        run = user.snapshot.run_id
        user.window.experiments.show_model(shipped_model())
        user.wait_for_run(run)
    else:
        user.train(5)
    if content != "blank":
        user.draw((0.7, 0.1), (0.3, 0.8))
        user.wait(lambda: user.window.predictor.examination is not None)
        for label in range(10):
            user.type(str(label))
        user.window.drawing.show_test_digit(0)
        user.type("77")
        user.window.say("")
        user.press(Qt.Key.Key_Z, CONTROL)


def room_in(view: QWidget) -> tuple[QWidget, QSize]:
    """What must hold all there is in a view, and its size: one that scrolls may be wider."""
    area = getattr(view, "area", None)
    if not isinstance(area, QScrollArea):
        return view, view.size()
    inside, seen, bar = area.widget(), area.viewport(), area.horizontalScrollBar()
    assert inside is not None
    assert seen is not None
    assert bar is not None
    assert bar.maximum() == max(inside.width() - seen.width(), 0)
    return inside, QSize(inside.width(), seen.height())


def is_scrolled_by(area: QScrollArea, child: QWidget) -> bool:
    scrolled = area.widget()
    return scrolled is not None and (scrolled is child or scrolled.isAncestorOf(child))


def assert_all_can_be_seen(area: QScrollArea) -> None:
    """By scrolling down, if need be."""
    scrolled, seen, bar = area.widget(), area.viewport(), area.verticalScrollBar()
    assert scrolled is not None
    assert seen is not None
    assert bar is not None
    assert scrolled.width() <= seen.width()
    assert bar.maximum() == max(scrolled.height() - seen.height(), 0)
    for child in scrolled.findChildren(QWidget):
        if child.isVisible() and not child.isWindow():
            bottom = child.mapTo(scrolled, QPoint(0, child.height())).y()
            assert bottom <= scrolled.height(), child


def assert_nothing_is_cut_off(user: User, view: QWidget) -> None:
    window = user.window
    page = window.centralWidget()
    assert page is not None
    for panel in (window.rail, window.curves, window.views, window.drawing, window.status):
        corner = panel.mapTo(page, QPoint(0, 0))
        assert page.rect().contains(corner), panel
        assert page.rect().contains(corner + QPoint(panel.width() - 1, panel.height() - 1)), panel
    assert page.width() <= window.width()
    assert view.size() == window.views.pages.contentsRect().size(), "or it is cut off itself"
    inside, room = room_in(view)
    overlay = Qt.WidgetAttribute.WA_TransparentForMouseEvents  # a frame may lie around something
    scrolling = [area for area in inside.findChildren(QScrollArea) if area.isVisible()]
    for area in scrolling:
        assert_all_can_be_seen(area)
    for child in inside.findChildren(QWidget):
        if child.isVisible() and not child.isWindow() and not child.testAttribute(overlay):
            place = child.mapTo(inside, QPoint(0, 0))
            what = f"{child} {child.accessibleName()!r}"
            assert place.x() >= 0, what
            assert place.y() >= 0, what
            assert place.x() + child.width() <= room.width(), f"{what}: too wide"
            if not any(is_scrolled_by(area, child) for area in scrolling):
                assert place.y() + child.height() <= room.height(), f"{what}: too high"
    for one in page.findChildren(QLabel):
        if not one.isVisible() or one.textFormat() == Qt.TextFormat.RichText or not one.text():
            continue
        if one.wordWrap():
            needed = one.heightForWidth(one.width())
            assert needed <= one.height(), f"{one.text()!r} needs {needed} of {one.height()}"
        else:
            needed = one.fontMetrics().horizontalAdvance(one.text())
            assert needed <= one.width(), f"{one.text()!r} needs {needed} of {one.width()}"


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_sizes_and_themes(user: User, size: tuple[int, int], content: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = user.window
    set_the_scene(user, content)
    window.resize(*size)
    user.wait(lambda: (window.width(), window.height()) == size)
    names: tuple[themes.ThemeName, ...] = ("dark", "light")
    for name in names:
        theme = themes.choose(name)
        apply(app, theme)
        window.set_theme(theme)
        for number, view in enumerate(views(window)):
            by_key(user, number)
            user.wait(lambda: not window.views.view(GradientsView).checker.is_busy)
            settle()
            picture = window.grab().toImage()
            assert (picture.width(), picture.height()) == size
            assert_nothing_is_cut_off(user, view)


@pytest.mark.parametrize("content", CONTENTS)
def test_no_view_takes_room_from_the_others(user: User, content: str) -> None:
    """Whatever is in front: the drawing panel, the curves and the views keep their sizes."""
    window = user.window
    set_the_scene(user, content)
    by_key(user, 0)
    settle()
    assert (window.width(), window.height()) == (1280, 800)

    def sizes() -> list[tuple[int, int]]:
        settle()
        panels = (window.drawing, window.curves, window.views, window.drawing.canvas)
        return [(panel.width(), panel.height()) for panel in panels]

    with_filters = sizes()
    for number in (*ALL, 0):
        by_key(user, number)
        assert sizes() == with_filters, TITLES[number]
    for number in ALL:
        by_key(user, number)
        window.resize(1920, 1080)
        settle()
        window.resize(1280, 800)
        assert sizes() == with_filters, f"{TITLES[number]}, made large and then small again"


@pytest.mark.parametrize("content", CONTENTS)
def test_a_view_made_large_gives_the_room_back(user: User, content: str) -> None:
    """Down to the smallest window there is."""
    window = user.window
    set_the_scene(user, content)
    for number, view in enumerate(views(window)):
        by_key(user, number)
        for size in ((1920, 1080), (960, 600)):
            window.resize(*size)
            settle()
        assert (window.width(), window.height()) == (960, 600), TITLES[number]
        assert_nothing_is_cut_off(user, view)


@pytest.mark.parametrize("content", CONTENTS)
def test_nothing_scrolls_where_there_is_room(user: User, content: str) -> None:
    set_the_scene(user, content)
    user.window.resize(1600, 900)
    by_key(user, 2)
    settle()
    bar = user.window.views.view(XrayView).area.horizontalScrollBar()
    assert bar is not None
    assert bar.maximum() == 0


def test_projector(open_user: OpenUser) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    user = open_user()
    theme = themes.choose("light", 1.35)
    apply(app, theme)
    user.window.set_theme(theme)
    user.window.resize(1920, 1080)
    set_the_scene(user, "straightened")
    for number, view in enumerate(views(user.window)):
        by_key(user, number)
        settle()
        assert_nothing_is_cut_off(user, view)
