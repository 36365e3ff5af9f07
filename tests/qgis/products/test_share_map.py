"""One file that a browser opens without a network: what it shows is what the layer holds."""

import base64
import gzip
import json
import re
import shutil
import subprocess

import numpy as np
import pytest

DAYS = np.datetime64("2018-01-06") + 12 * np.arange(30)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture
def layer(point_layer):
    random = np.random.default_rng(0)
    n = 300
    xy = np.column_stack([500_000 + random.uniform(0, 5000, n), 2_100_000 + random.uniform(0, 5000, n)])
    rate = random.normal(-5, 10, n)
    years = (DAYS - DAYS[0]).astype(float) / 365.25
    motion = rate[:, None] * years
    motion[3, 4] = np.nan
    columns = {"point_id": 100 + np.arange(n), "velocity": rate}
    columns |= {"D" + str(day).replace("-", ""): motion[:, k] for k, day in enumerate(DAYS)}
    for k in range(2):
        name = "F" + str(DAYS[-1] + 12 * (k + 1)).replace("-", "")
        columns |= {name: motion[:, -1] - k, f"{name}_lo": motion[:, -1] - k - 3, f"{name}_hi": motion[:, -1] - k + 3}
    return point_layer(xy, columns, name="a </script> city")


def block(text):
    return gzip.decompress(base64.b64decode(text))


def data_of(page):
    return json.loads(re.search(r"<script>const DATA = (\{.*?\});\n", page, re.S)[1])


def test_the_page_holds_the_layer_s_values_to_a_tenth_of_a_millimetre(run, layer, tmp_path):
    done = run("share_map", INPUT=layer, OUTPUT=str(tmp_path / "map.html"))
    data = data_of((tmp_path / "map.html").read_text(encoding="utf-8"))
    series = np.frombuffer(block(data["series"]), "<i2").reshape(300, 30)
    features = list(layer.getFeatures())
    assert series[3, 4] == -32768
    assert series[7, 29] * data["step"] == pytest.approx(features[7]["D" + str(DAYS[29]).replace("-", "")], abs=0.051)
    high = np.frombuffer(block(data["futures"][2]), "<i2").reshape(300, 2)
    assert high[7, 1] * data["step"] == pytest.approx(features[7].attributes()[-1], abs=0.051)
    place = np.frombuffer(block(data["places"]), "<i4").reshape(300, 2) * 1e-6
    assert -99.1 < place[:, 0].mean() < -98.9
    assert data["labels"][0] == "100"
    assert done["POINT_COUNT"] == 300


def test_nothing_is_loaded_from_elsewhere_and_no_name_breaks_out(run, layer, tmp_path):
    run("share_map", INPUT=layer, OUTPUT=str(tmp_path / "map.html"))
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="http', page) == []
    assert "a </script> city" not in page
    assert "Vladimir Agafonkin" in page or "Volodymyr Agafonkin" in page
    assert "sourceMappingURL" not in page


def test_more_points_than_wanted_keep_the_fastest(run, layer, tmp_path):
    done = run("share_map", INPUT=layer, MOST_POINTS=50, OUTPUT=str(tmp_path / "map.html"))
    assert done["POINT_COUNT"] == 50
    data = data_of((tmp_path / "map.html").read_text(encoding="utf-8"))
    rates = np.abs(np.frombuffer(block(data["rates"]), "<i2") * data["rateStep"])
    known = np.array([abs(f["velocity"]) for f in layer.getFeatures()])
    assert np.sort(rates)[-25:] == pytest.approx(np.sort(known)[-25:], abs=0.06)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this system")
def test_a_browser_without_a_network_draws_the_map_and_the_series_of_a_point(run, layer, tmp_path):
    run("share_map", INPUT=layer, OUTPUT=str(tmp_path / "map.html"))
    done = subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND",
         "--virtual-time-budget=8000", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom",
         f"file://{tmp_path / 'map.html'}#point=7"],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert 'data-ready="yes"' in done.stdout, done.stderr[-2000:]
    assert re.search(r'<h2 id="name">Point 107</h2>', done.stdout)
    rate = next(f["velocity"] for f in layer.getFeatures() if f["point_id"] == 107)
    assert f"Rate {rate:.1f} mm/yr" in done.stdout
    assert "Red sinks" in done.stdout


CLICK = """<script>
const ready = setInterval(() => {
  if (document.body.dataset.ready !== "yes") return;
  clearInterval(ready);
  const one = STATE.layer.shown.find(member => member.points[0] === 7), box = map.getContainer();
  const corner = box.getBoundingClientRect();
  const at = { clientX: corner.left + one.x, clientY: corner.top + one.y, bubbles: true, view: window };
  for (const kind of ["mousedown", "mouseup", "click"]) box.dispatchEvent(new MouseEvent(kind, at));
  document.body.dataset.picked = String(STATE.picked);
}, 50);
</script></body>"""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this system")
def test_a_click_on_the_map_opens_the_series_of_the_point_under_it(run, layer, tmp_path):
    run("share_map", INPUT=layer, OUTPUT=str(tmp_path / "map.html"))
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    (tmp_path / "clicked.html").write_text(page.replace("</body>", CLICK), encoding="utf-8")
    done = subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND",
         "--virtual-time-budget=8000", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom",
         f"file://{tmp_path / 'clicked.html'}"],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert 'data-picked="7"' in done.stdout, done.stderr[-2000:]
    assert re.search(r'<h2 id="name">Point 107</h2>', done.stdout)
    assert re.search(r'id="panel"(?![^>]*hidden)', done.stdout)
