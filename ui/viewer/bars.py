"""The viewer's rows of buttons: they only make widgets; what happens is the viewer's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from ...bridge.i18n import tr
from ...bridge.qt import QAction
from .fits import FITS, LINE, fit_choices
from .remarks import series_layers

Entry = tuple[str, Callable[[], object]]


def layer_row(viewer) -> QHBoxLayout:
    """Which layer, in which unit, with which fit, whether the selection is followed, help."""
    row = QHBoxLayout()
    viewer.layer_box = QgsMapLayerComboBox(viewer)
    viewer.layer_box.setFilters(series_layers())
    viewer.layer_box.setMinimumWidth(90)
    viewer.layer_box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    viewer.layer_box.setToolTip(tr("A point layer with date fields, or a raster with dated bands"))
    viewer.unit_box = QComboBox(viewer)
    viewer.unit_box.addItems(["mm", "cm", "m"])
    viewer.unit_box.setToolTip(tr("Unit of the layer's displacements; they are shown in mm"))
    viewer.fit_box = QComboBox(viewer)
    for text, value in fit_choices():
        viewer.fit_box.addItem(text, value)
    viewer.fit_box.setCurrentIndex(FITS.index(LINE))
    viewer.fit_box.setMaximumWidth(130)
    viewer.fit_box.setToolTip(tr("A straight line, the model that the data support best, or one by name"))
    viewer.selection_box = QCheckBox(tr("Selection"), viewer)
    viewer.selection_box.setToolTip(tr("Follow the selection of the layer"))
    viewer.selection_box.setChecked(True)
    help_button = QToolButton(viewer)
    help_button.setText("?")
    help_button.setToolTip(tr("Help"))
    help_button.clicked.connect(lambda _checked=False: viewer.help_wanted.emit())
    for widget in (viewer.layer_box, viewer.unit_box, viewer.fit_box, viewer.selection_box, help_button):
        row.addWidget(widget)
    return row


def tool_bar(viewer) -> QToolBar:
    """What is done with the map and the plot; what does not fit moves behind the arrow at the end."""
    bar = QToolBar(viewer)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    viewer.click_action = tool_action(bar, tr("Click"), tr("Show the point that is clicked; with Ctrl, add it"))
    viewer.fence_action = tool_action(
        bar, tr("Fence"), tr("Left clicks draw a polygon around points, a right click closes it")
    )
    bar.addWidget(
        menu_button(
            viewer,
            tr("Area"),
            tr("All points of a polygon as one series, beside others"),
            [
                (tr("Draw a polygon"), viewer.draw_area),
                (tr("Selected polygons of the map"), viewer.areas_of_selection),
            ],
            switch=viewer.median_action,
        )
    )
    bar.addWidget(reference_button(viewer))
    viewer.dates_action = tool_action(
        bar, tr("By date"), tr("The map shows the displacement of a date; drag the cursor in the plot")
    )
    viewer.colours_action = tool_action(bar, tr("Colours"), tr("Range, ramp and opacity of the map, at once"))
    bar.addWidget(viewer.show_button())
    viewer.profile_action = tool_action(
        bar, tr("Profile"), tr("Left clicks draw a line, a right click ends it: the motion along it")
    )
    clear = QAction(tr("Clear"), viewer)
    clear.triggered.connect(lambda _checked=False: viewer.clear())
    bar.addAction(clear)
    bar.addWidget(menu_button(viewer, tr("Export"), tr("Pictures, tables, maps"), viewer.export_entries()))
    return bar


def tool_action(bar: QToolBar, text: str, tip: str) -> QAction:
    action = QAction(text, bar)
    action.setToolTip(tip)
    action.setCheckable(True)
    bar.addAction(action)
    return action


def menu_button(
    parent: QWidget, text: str, tip: str, entries: Sequence[Entry], switch: QAction | None = None
) -> QToolButton:
    """A button whose menu has entries and, at its end, something to switch on and off."""
    button = QToolButton(parent)
    button.setText(text)
    button.setToolTip(tip)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    for name, slot in entries:
        action = menu.addAction(name)
        action.triggered.connect(lambda _checked=False, slot=slot: slot())
    if switch is not None:
        menu.addSeparator()
        menu.addAction(switch)
    button.setMenu(menu)
    return button


def reference_button(viewer) -> QToolButton:
    """Where the reference is picked; the radius stands in the menu."""
    button = menu_button(
        viewer,
        tr("Reference"),
        tr("Map and curves against other ground, at once; the layer stays as it is"),
        [
            (tr("Pick a place"), viewer.pick_reference),
            (tr("Draw a polygon"), viewer.draw_reference),
            (tr("As it was"), viewer.live.without_reference),
            (tr("Make it a layer …"), viewer.reference_to_layer),
        ],
    )
    viewer.radius_box = QDoubleSpinBox(viewer)
    viewer.radius_box.setRange(1.0, 100_000.0)
    viewer.radius_box.setDecimals(0)
    viewer.radius_box.setSingleStep(50.0)
    viewer.radius_box.setValue(250.0)
    viewer.radius_box.setSuffix(" m")
    holder = QWidget(button)
    line = QHBoxLayout(holder)
    line.setContentsMargins(24, 2, 8, 2)
    line.addWidget(QLabel(tr("Radius"), holder))
    line.addWidget(viewer.radius_box)
    entry = QWidgetAction(button)
    entry.setDefaultWidget(holder)
    button.menu().addAction(entry)
    return button
