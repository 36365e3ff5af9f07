"""The proxy of QGIS' settings, for downloads that do not go through Qt."""

from __future__ import annotations

from urllib.parse import quote

from qgis.core import QgsSettings

from ..subsidence.errors import SubsidenceError
from .i18n import tr


def proxies(settings: QgsSettings | None = None) -> dict[str, str] | None:
    """What ``urllib.request.ProxyHandler`` takes: {} = no proxy, None = the system's, else one address per scheme."""
    settings = settings or QgsSettings()
    if not settings.value("proxy/proxyEnabled", False, type=bool):
        return {}
    kind = settings.value("proxy/proxyType", "DefaultProxy", type=str)
    host, port = settings.value("proxy/proxyHost", "", type=str), settings.value("proxy/proxyPort", "", type=str)
    if kind == "DefaultProxy" or not host:
        return None
    if kind not in ("HttpProxy", "HttpCachingProxy"):
        raise SubsidenceError(
            tr(
                "QGIS is set to use a proxy of type {kind}, which this download does not understand;"
                " choose HttpProxy or DefaultProxy under Settings, Options, Network."
            ).format(kind=kind)
        )
    user = settings.value("proxy/proxyUser", "", type=str)
    word = settings.value("proxy/proxyPassword", "", type=str)
    account = f"{quote(user, safe='')}:{quote(word, safe='')}@" if user else ""
    address = f"http://{account}{host}{f':{port}' if port else ''}"
    return {"http": address, "https": address}
