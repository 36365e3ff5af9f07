"""The Processing provider ``subsidence``."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingModelAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..bridge.i18n import tr
from ..version import plugin_version

RESOURCES = Path(__file__).parent.parent / "resources"

# one line per algorithm: module below algorithms/, class
ALGORITHMS: tuple[tuple[str, str], ...] = (
    ("products.import_any", "ImportAny"),
    ("products.import_licsbas", "ImportLicsbas"),
    ("insar.licsar_time_series", "LicsarTimeSeries"),
    ("insar.interferogram_quality", "InterferogramQuality"),
    ("insar.gacos_correction", "GacosCorrection"),
    ("insar.decompose_los", "DecomposeLos"),
    ("insar.rereference_series", "RereferenceSeries"),
    ("insar.licsar_download", "LicsarDownload"),
    ("products.import_egms", "ImportEgms"),
    ("products.import_mintpy", "ImportMintpy"),
    ("products.import_opera", "ImportOpera"),
    ("products.import_series_table", "ImportSeriesTable"),
    ("products.import_raster_stack", "ImportRasterStack"),
    ("products.import_store", "ImportStore"),
    ("products.export_series", "ExportSeries"),
    ("products.share_map", "ShareMap"),
    ("factors.distance_factors", "DistanceFactors"),
    ("factors.buffer_rings", "BufferRings"),
    ("factors.sample_factors", "SampleFactors"),
    ("factors.sample_factor_series", "SampleFactorSeries"),
    ("factors.ring_width_search", "RingWidthSearch"),
    ("factors.factor_quality", "FactorQualityAlgorithm"),
    ("clustering.kshape_clustering", "KshapeClustering"),
    ("analysis.grey_relational_analysis", "GreyRelationalAnalysis"),
    ("analysis.ring_statistics", "RingStatistics"),
    ("analysis.deformation_model", "DeformationModel"),
    ("analysis.subsidence_zones", "SubsidenceZones"),
    ("validation.validate_against_ground", "ValidateAgainstGround"),
    ("validation.compare_layers", "CompareLayers"),
    ("rate.psobp_rate_prediction", "PsobpRatePrediction"),
    ("rate.predict_rate", "PredictRate"),
    ("forecast.lstm_forecast", "LstmForecast"),
    ("forecast.apply_forecast", "ApplyForecast"),
    ("structures.profile_along_line", "ProfileAlongLine"),
    ("structures.structure_settlement", "StructureSettlement"),
    ("analysis.decompose_signals", "DecomposeSignals"),
    ("groundwater.groundwater_response", "GroundwaterResponse"),
    ("changes.update_series", "UpdateSeries"),
    ("changes.detect_changes", "DetectChanges"),
)


class TitledModel(QgsProcessingModelAlgorithm):
    """A model that the toolbox shows by its title; its id, by which scripts call it, stays its file's name."""

    def displayName(self) -> str:
        titles = {
            "licsar_to_rate": tr("From LiCSAR interferograms to subsidence zones"),
            "licsbas_to_forecast": tr("From LiCSBAS to forecast"),
            "series_to_forecast": tr("Any series to clusters and forecast"),
        }
        return titles.get(self.name(), self.name())

    def group(self) -> str:
        return tr("6 Models")

    def helpUrl(self) -> str:
        from ..bridge.help_pages import help_url

        return help_url()

    def createInstance(self):
        model = TitledModel()
        model.loadVariant(self.toVariant())
        model.setProvider(self.provider())
        model.setSourceFilePath(self.sourceFilePath())
        return model


def algorithm_classes() -> list[type]:
    """The classes of ``ALGORITHMS``, imported when the provider loads."""
    from importlib import import_module

    root = __package__.rpartition(".")[0]
    return [getattr(import_module(f"{root}.algorithms.{module}"), name) for module, name in ALGORITHMS]


class SubsidenceProvider(QgsProcessingProvider):
    def id(self) -> str:
        return "subsidence"

    def name(self) -> str:
        return tr("Land Subsidence")

    def longName(self) -> str:
        return f"{self.name()} {plugin_version()}"

    def versionInfo(self) -> str:
        return plugin_version()

    def icon(self) -> QIcon:
        return QIcon(str(RESOURCES / "icons" / "land_subsidence.svg"))

    def load(self) -> bool:
        QgsApplication.processingRegistry().providerAdded.connect(self._read_models)
        return super().load()

    def unload(self) -> None:
        registry = QgsApplication.processingRegistry()
        if registry is not None:  # when QGIS ends, the registry may go before its providers
            registry.providerAdded.disconnect(self._read_models)
        super().unload()

    def _read_models(self, provider_id: str) -> None:
        if provider_id == self.id():
            self.refreshAlgorithms()

    def loadAlgorithms(self) -> None:
        for algorithm in algorithm_classes():
            self.addAlgorithm(algorithm())
        # A model finds its steps by id; read before this provider is registered, it would lose its outputs.
        if QgsApplication.processingRegistry().providerById(self.id()) is None:
            return
        for path in sorted((RESOURCES / "models").glob("*.model3")):
            model = TitledModel()
            if model.fromFile(str(path)):
                self.addAlgorithm(model)
