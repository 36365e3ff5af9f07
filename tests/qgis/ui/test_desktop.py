"""Menu, guided panel and environment dialog, driven as a person would."""

from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsApplication, QgsProcessingModelAlgorithm, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMainWindow


class Window(QObject):
    """As much of QGIS's interface as the plugin uses."""

    currentLayerChanged = pyqtSignal(object)

    def __init__(self):
        super().__init__()
        self.window = QMainWindow()
        self.canvas = QgsMapCanvas(self.window)
        self.window.setCentralWidget(self.canvas)
        self.menu, self.toolbar, self.drops = [], [], []

    def mainWindow(self):
        return self.window

    def mapCanvas(self):
        return self.canvas

    def activeLayer(self):
        return None

    def addPluginToMenu(self, name, action):
        self.menu.append(action)

    def removePluginMenu(self, name, action):
        self.menu.remove(action)

    def addToolBarIcon(self, action):
        self.toolbar.append(action)

    def removeToolBarIcon(self, action):
        if action in self.toolbar:
            self.toolbar.remove(action)

    def addTabifiedDockWidget(self, area, dock, others, raise_tab):
        self.window.addDockWidget(area, dock)

    def registerCustomDropHandler(self, handler):
        self.drops.append(handler)

    def unregisterCustomDropHandler(self, handler):
        self.drops.remove(handler)

    def removeDockWidget(self, dock):
        self.window.removeDockWidget(dock)


@pytest.fixture
def window(qgis_app):
    window = Window()
    window.window.show()
    yield window
    window.window.close()


@pytest.fixture
def project():
    yield QgsProject.instance()
    QgsProject.instance().clear()


@pytest.fixture
def chain_layer(point_layer, project):
    columns = {"velocity": np.array([-3.0, 1.0]), "D20180106": np.zeros(2), "D20180118": np.ones(2)}
    columns |= {"RAIN20180106": np.ones(2), "RAIN20180118": np.ones(2), "cluster": np.array([1, 2])}
    columns |= {"dist_metro": np.array([10.0, 20.0]), "geology": np.array(["clay", "sand"], dtype=object)}
    layer = point_layer(np.array([[0.0, 0.0], [1.0, 1.0]]), columns, name="city")
    project.addMapLayer(layer)
    return layer


@pytest.fixture
def panel(qgis_app):
    from land_subsidence.ui.guided_panel import GuidedPanel

    opened = []
    panel = GuidedPanel(lambda identifier, parameters: opened.append((identifier, parameters)))
    panel.opened = opened
    panel.show()
    yield panel
    panel.close()


def rows(panel):
    return {row.step.title: row for row in panel.rows}


def test_the_menu_opens_each_window_and_unloading_takes_everything_away(window):
    from land_subsidence.ui.desktop import Desktop

    desktop = Desktop(window)
    assert [action.text() for action in window.menu] == [
        "Guided panel",
        "Series viewer",
        "First steps",
        "Environment",
        "Help",
    ]
    window.menu[1].trigger()
    window.menu[0].trigger()
    assert desktop.viewer.isVisible()
    assert desktop.panel.isVisible()
    assert window.canvas.mapTool() is desktop.viewer.click_tool
    desktop.remove()
    assert (window.menu, window.toolbar) == ([], [])
    assert window.canvas.mapTool() is None


def test_an_empty_project_waits_for_series(panel):
    assert rows(panel)["1 Series"].status.text() == "Ready"
    waiting = [row for row in panel.rows if row.step.needs and hasattr(row, "main")]
    assert all(row.status.text().startswith("Needs") for row in waiting)


def test_a_layer_of_the_chain_is_found_and_told(panel, chain_layer):
    panel.refresh()
    assert "“city”: 2 points, 2 epochs" in rows(panel)["1 Series"].status.text()
    factors = rows(panel)["2 Factors"]
    if hasattr(factors, "main"):
        assert "dist_metro" in factors.status.text()
        assert "RAIN" in factors.status.text()


def test_a_button_opens_the_dialog_of_its_algorithm(panel):
    QTest.mouseClick(rows(panel)["1 Series"].button, Qt.MouseButton.LeftButton)
    assert panel.opened == [("subsidence:import_any", {})]


@pytest.mark.parametrize("identifier", ["psobp_rate_prediction", "lstm_forecast", "kshape_clustering"])
def test_dialogs_are_filled_in_from_the_project(panel, chain_layer, identifier):
    from land_subsidence.ui.steps import algorithm

    found = algorithm(identifier)
    if found is None:
        pytest.skip(f"{identifier} is not registered")
    panel.open(identifier)
    parameters = panel.opened[0][1]
    expected = {
        "INPUT": chain_layer.id(), "CLUSTER": "cluster", "RATE": "velocity", "FACTORS": ["dist_metro"],
        "COVARIATES": "RAIN",
    }  # fmt: skip
    keys = {definition.name() for definition in found.parameterDefinitions()}
    if identifier == "lstm_forecast":
        keys.remove("FACTORS")  # optional there: a choice
    assert parameters == {key: value for key, value in expected.items() if key in keys}


def test_a_file_that_a_run_wrote_is_offered_to_the_next_dialog(panel, chain_layer, tmp_path):
    from land_subsidence.ui.steps import algorithm

    if algorithm("predict_rate") is None:
        pytest.skip("predict_rate is not registered")
    model = tmp_path / "rate.npz"
    model.write_bytes(b"weights")
    panel.remember(True, {"MODEL": str(model), "OUTPUT": "points_1234"})
    panel.open("predict_rate")
    assert panel.opened[0][1]["MODEL"] == str(model)


def test_every_algorithm_of_the_provider_has_its_step(qgis_app):
    from land_subsidence.ui.steps import steps

    listed = {identifier for step in steps() for identifier in step.algorithms}
    provider = QgsApplication.processingRegistry().providerById("subsidence")
    single = {a.name() for a in provider.algorithms() if a.name() == getattr(a, "ID", a.name()) and a.groupId() != ""}
    models = {a.name() for a in provider.algorithms() if isinstance(a, QgsProcessingModelAlgorithm)}
    assert single - models - listed == set()


def test_the_environment_dialog_lists_every_requirement_and_copies_the_command(qgis_app, monkeypatch):
    from land_subsidence.bridge import environment
    from land_subsidence.ui import environment_dialog

    real = environment.installed_version
    monkeypatch.setattr(environment, "installed_version", lambda name: "" if name == "torch" else real(name))
    dialog = environment_dialog.EnvironmentDialog()
    dialog.show()
    shown = {
        dialog.table.item(row, 0).text(): dialog.table.item(row, 1).text() for row in range(dialog.table.rowCount())
    }
    assert set(environment.required()) <= set(shown)
    assert shown["torch"] == "missing"
    assert shown["scipy"] == real("scipy")
    dialog.copy_command()
    assert QgsApplication.clipboard().text() == dialog.command
    assert "pip install" in dialog.command
    assert " torch " in f"{dialog.command} "
    assert f'"numpy=={real("numpy")}"' in dialog.command
    dialog.close()


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("windows", 'python3 -m pip install torch "numpy==1.26.4"'),
        ("macos", '"/Applications/QGIS.app/bin/python3" -m pip install --user torch "numpy==1.26.4"'),
        ("conda", "conda install -c conda-forge pytorch"),
        ("flatpak", 'flatpak run --command=python3 org.qgis.qgis -m pip install --user torch "numpy==1.26.4"'),
        (
            "linux",
            'python3 -m pip install --user --break-system-packages torch "numpy==1.26.4"'
            " --extra-index-url https://download.pytorch.org/whl/cpu",
        ),
    ],
)
def test_each_system_has_its_command(where, expected):
    from land_subsidence.bridge.environment import install_command

    python = "/Applications/QGIS.app/bin/python3" if where == "macos" else "python3"
    assert install_command(["torch"], where, python=python, numpy_version="1.26.4", managed=True) == expected
    assert install_command([], where) == ""


def test_debian_s_own_packages_come_first():
    from land_subsidence.bridge.environment import install_command

    found = install_command(["torch", "tslearn", "pyswarms"], "linux", managed=True, debian=True)
    assert found == (
        "sudo apt install python3-torch python3-pyswarms"
        " && python3 -m pip install --user --break-system-packages tslearn"
    )


def test_the_docks_open_wide_enough_for_their_buttons(window):
    from land_subsidence.ui.desktop import Desktop

    window.window.resize(1360, 860)
    desktop = Desktop(window)
    panel = desktop.show_panel()
    QgsApplication.processEvents()
    for row in panel.rows:
        right = row.button.mapTo(panel, row.button.rect().topRight()).x()
        assert right <= panel.width(), row.step.title
    viewer = desktop.show_viewer()
    QgsApplication.processEvents()
    assert viewer.width() >= 500
    desktop.remove()


def test_every_algorithm_s_help_button_opens_its_place_in_the_guide():
    from qgis.PyQt.QtCore import QUrl

    provider = QgsApplication.processingRegistry().providerById("subsidence")
    for algorithm in provider.algorithms():
        url = QUrl(algorithm.helpUrl())
        assert url.isLocalFile(), algorithm.id()
        assert Path(url.toLocalFile()).is_file()
        if hasattr(algorithm, "ID"):  # a model's is the guide
            assert url.fragment() == algorithm.name()


def test_a_dropped_product_is_offered_and_other_files_are_left_to_qgis(tmp_path):
    from land_subsidence.subsidence.synthetic import make_city, write_licsbas
    from land_subsidence.ui.open_files import DropHandler, offered

    product = write_licsbas(make_city(20, 12, seed=0), tmp_path / "cum_filt.h5")
    other = tmp_path / "shops.csv"
    other.write_text("name,x,y\nbakery,1,2\n")
    egms = tmp_path / "EGMS_L2b_088_0297_IW2_VV_2020_2024_1.csv"
    egms.write_text("pid,mean_velocity,easting,northing\n")
    assert [offered(str(path)) for path in (product, other, egms, tmp_path / "no.h5")] == ["LiCSBAS", "", "EGMS", ""]
    opened, asked = [], []
    handler = DropHandler(lambda what, path: asked.append(what) or True, opened.append)
    assert handler.handleFileDrop(str(product))
    assert not handler.handleFileDrop(str(other))
    assert (opened, asked) == ([str(product)], ["LiCSBAS"])
    assert not DropHandler(lambda what, path: False, opened.append).handleFileDrop(str(product)), "QGIS opens it then"


def test_the_dialog_of_a_dropped_file_is_asked_for_with_its_path(window, monkeypatch):
    from land_subsidence.ui.desktop import Desktop

    desktop = Desktop(window)
    asked = []
    monkeypatch.setattr(desktop, "open_algorithm", lambda name, given: asked.append((name, given)))
    desktop.open_product("/some/cum.h5")
    assert asked == [("import_any", {"FILE": "/some/cum.h5"})], "QGIS's widget for several files cannot be filled in"
    desktop.remove()


def test_the_browser_offers_a_product_as_a_layer(tmp_path):
    from land_subsidence.subsidence.synthetic import make_city, write_licsbas
    from land_subsidence.ui.open_files import BrowserMenu
    from qgis.PyQt.QtWidgets import QMenu

    product = write_licsbas(make_city(20, 12, seed=0), tmp_path / "cum_filt.h5")
    opened = []

    class Item:
        def path(self):
            return str(product)

    menu = QMenu()
    BrowserMenu(opened.append).populateContextMenu(Item(), menu, [], None)
    assert [action.text() for action in menu.actions()] == ["Open as deformation layer"]
    menu.actions()[0].trigger()
    assert opened == [str(product)]


def test_whoever_only_wants_to_look_sees_a_curve_after_one_click(window, project):
    from land_subsidence.ui.desktop import Desktop

    desktop = Desktop(window)
    page = desktop.show_first_steps()
    viewer = page.look()
    assert len(viewer.series) == 1
    assert viewer.series[0].dates.size == 60
    assert viewer.series[0].rate_mm_per_yr == min(f["velocity"] for f in viewer.layer().getFeatures())
    assert QgsProject.instance().timeSettings().timeStep() == 12
    desktop.remove()


def test_factors_that_the_panel_offers_leave_bookkeeping_and_answers_out(panel, point_layer, project):
    from land_subsidence.ui.steps import look

    columns = {name: np.arange(3.0) for name in (
        "PID", "velocity", "velocity_std", "incidence_angle", "coherence", "cluster", "seasonality", "dist_fault",
        "height", "D20180106", "D20180118", "rate_predicted", "ring_fault",
    )}  # fmt: skip
    project.addMapLayer(point_layer(np.random.default_rng(0).uniform(0, 9, (3, 2)), columns))
    assert look(project).factors == ("dist_fault", "height")
