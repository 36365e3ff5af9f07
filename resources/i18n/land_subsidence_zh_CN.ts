<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>LandSubsidence</name>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>K-Shape clustering of time series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>&lt;p&gt;Groups points whose displacement series have the &lt;b&gt;same shape&lt;/b&gt; (steady, seasonal, slowing down …), whatever the size of the motion, and also when it comes a little earlier or later. Use it before the rate prediction and the forecast, which learn one model per cluster.&lt;/p&gt;&lt;p&gt;Series are put on a regular time step (linear interpolation), smoothed, brought to mean 0 and spread 1, and compared by the shape-based distance, 0 (same shape) to 2 (opposite). Each cluster's shape is the leading eigenvector of its aligned members. Several random starts are made and the best is kept. Clusters are numbered by their mean rate: &lt;b&gt;cluster 1 sinks most&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;With 0 clusters the number is found at the knee: the number whose root-mean-square distance lies deepest below the straight line from one cluster to the largest number tried. The report says why, and how far the starts agree; on noisy series they may not.&lt;/p&gt;&lt;p&gt;New fields: &lt;b&gt;cluster&lt;/b&gt;, &lt;b&gt;sbd&lt;/b&gt; (distance to the cluster's shape), &lt;b&gt;sbd_margin&lt;/b&gt; (how much farther the next shape is; near 0 the point lies between two clusters). Points whose series is constant or misses too many values get NULL.&lt;/p&gt;&lt;p&gt;Source: Paparrizos, J., and Gravano, L. (2015), k-Shape, &lt;i&gt;SIGMOD&lt;/i&gt;, 1855–1870.&lt;/p&gt;</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/insar/import_egms.py" />
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Deformation points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Points with displacement fields DYYYYMMDD.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Number of clusters (0 = find it)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>0 finds the number by the knee of the inertia over 1 … the largest number to try.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Largest number of clusters to try</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>For the elbow; used when the number is 0 or the elbow table is asked for.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Random starts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>The best of so many starts is kept; more starts make a better and steadier answer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Smoothing before the comparison</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>None; moving mean; local regression (straight line, tricube weights); low rank (the patterns that stand out of the noise of all series). Noise makes K-Shape unstable: smoothing by local regression was measured to help noisy series and not to hurt clean ones.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Local regression</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Low rank</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Moving mean</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>None</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Smoothing window (epochs, 0 = automatic)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Automatic: a quarter of the series, at least 3 and at most 21 epochs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Time step (days, 0 = median interval)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Series are interpolated linearly to this regular step; regular series stay as they are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Longest gap to bridge (days)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>A longer interval between epochs is refused, and points without values for longer get no cluster; 0 bridges any gap.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Largest share of missing values</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Points that miss a larger share of the epochs get no cluster.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Engine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>The built-in engine, or tslearn for comparison (much slower; the package must be installed).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Built-in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Device of the built-in engine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>The processor, or a CUDA graphics card through torch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Processor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Points with clusters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>The points with cluster, sbd and sbd_margin.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Shapes of the clusters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>One row per cluster and epoch: the shape (mean 0, spread 1), and mean and spread of the members in mm.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Elbow</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>One row per number of clusters: inertia, depth of the knee, silhouette, agreement of starts.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Number of clusters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Inertia: mean squared distance to the own shape</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Agreement between starts (adjusted Rand index)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>{count} points have no cluster: their series is constant or misses too many values.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Cluster (1 sinks most)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Shape-based distance to the cluster's shape [0–2]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>How much farther the next shape is; near 0: between two clusters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>K-Shape clusters of displacement series; cluster 1 has the lowest mean rate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Cluster</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Points in the cluster</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Shape (mean 0, spread 1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Mean displacement of the members [mm]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Spread of the members' displacements [mm]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Shapes of the K-Shape clusters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Mean squared shape-based distance to the own shape</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Depth below the line from first to last [0–1]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Mean silhouette on a sample [−1–1]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Number at the knee</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/analysis/kshape_clustering.py" />
   <source>Number that was used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>Unit of displacements and rates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>Unit of the input's displacement and rate fields. Layers made by this plugin are in mm and mm/yr.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>Random seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>The same seed and input give the same result.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>Report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>A self-contained HTML page with the tables and figures of this run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>HTML files (*.html)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>1 InSAR</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <location filename="../../ui/steps.py" />
   <source>2 Factors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>3 Analysis</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>4 Prediction</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Buffer rings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>&lt;p&gt;Makes rings around the features of a layer, dissolved over all features, &lt;b&gt;each ring less the smaller ones&lt;/b&gt; (buffer and erase), so that together they cover the surroundings once. Distances are in metres in any CRS; in a geographic CRS the rings are made on a local plane.&lt;/p&gt;&lt;p&gt;Give the outer edges as a list, or leave the list empty and give a width and a count. The first ring includes the features themselves. Rings are clipped to the extent and to the study area.&lt;/p&gt;&lt;p&gt;Fields: &lt;b&gt;ring&lt;/b&gt; (1, 2, 3 …), &lt;b&gt;from_m&lt;/b&gt;, &lt;b&gt;to_m&lt;/b&gt;, &lt;b&gt;area_m2&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;After the buffer and erasure analysis of Zhou, Zuo and Zhao (2022), &lt;i&gt;Remote Sensing&lt;/i&gt; 14(8), 1803.&lt;/p&gt;</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Features</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Points, lines or polygons to make rings around.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Outer edges of the rings (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Distances with commas between, such as 200,400,600; empty uses width and count.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Ring width (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Used when no distances are given.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Number of rings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Clip the rings to this rectangle; empty clips nothing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <location filename="../../algorithms/insar/import_egms.py" />
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Extent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Study area</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Clip the rings to these polygons.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Add the rest of the study area</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Add a last polygon with what lies beyond the largest distance (to_m is NULL); needs an extent or a study area.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Pieces per quarter circle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>More pieces make rounder rings: with 32 the edge lies at most 0.03 % of the distance inside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>One multipolygon per ring.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Rings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>The rest of the study area needs an extent or a study area.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>No ring around “{name}” reaches the study area; check both CRS and the distances.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>{count} rings lie outside the study area and are left out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Number of the ring, from the inside</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Inner edge (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Outer edge (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Area (m²)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Rings around {name}, each less the smaller ones.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Distance factors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>&lt;p&gt;Adds the distance from every point to the nearest feature of each layer: faults, subway lines, buildings, wells, rivers. Distances are to the &lt;b&gt;nearest point of the feature&lt;/b&gt; (not its centre), in &lt;b&gt;metres&lt;/b&gt;: planar in a projected CRS, on the ellipsoid in a geographic one. Inside a polygon the distance is 0. Layers may have any CRS; they are brought into that of the points.&lt;/p&gt;&lt;p&gt;Fields: &lt;b&gt;dist_&amp;lt;layer&amp;gt;&lt;/b&gt; (m); with a ring width &lt;b&gt;ring_&amp;lt;layer&amp;gt;&lt;/b&gt;, the outer edge of the ring the point lies in (m); with a radius &lt;b&gt;count_&amp;lt;layer&amp;gt;&lt;/b&gt;, the features that come within it, and &lt;b&gt;density_&amp;lt;layer&amp;gt;&lt;/b&gt;, features per km² (lines: km of line per km²); on request &lt;b&gt;bearing_&amp;lt;layer&amp;gt;&lt;/b&gt;, the direction to the nearest point.&lt;/p&gt;&lt;p&gt;Features may have dates, such as a line under construction: given a date, only the features that exist then count; per epoch, one field &lt;b&gt;dist_&amp;lt;layer&amp;gt;_YYYYMMDD&lt;/b&gt; is added for every displacement epoch, usable as a factor series with the prefix dist_&amp;lt;layer&amp;gt;_.&lt;/p&gt;</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>The points that get the new fields; any CRS.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Layers to measure to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Point, line or polygon layers of any CRS. The field names come from the layers' names.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Width of the rings of the field ring_&lt;layer&gt;; 0 gives exact distances only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Names of the layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Names for the fields, in the order of the layers, with commas between; empty takes the layers' names.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Only features where</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>An expression such as "line" = '12'. It is applied to the layers that have all its fields; the others keep all their features.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Field with the first date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>From this date on a feature counts (date, text such as 2018-03-06, or year). NULL: from ever.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Field with the last date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Until this date a feature counts. NULL: for ever.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>As of date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Count only the features that exist on this date, such as 2018-03-06; empty counts all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Distance at every epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>For layers with dates, add a distance for each displacement epoch of the points.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Radius for counts and density (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Count the features that come within this radius of each point; 0 counts none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Direction to the nearest point</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>In degrees clockwise from north (from grid north in a projected CRS).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Points with distances</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>The points with the new fields.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>No vector layer to measure distances to was given.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>the date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>{name}: {count} features</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Distances in metres to the nearest point of the features of each layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>No feature of “{name}” exists on {date}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>The nearest feature of “{name}” is {km:.0f} km away from the points; is its CRS right?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Distance to {name} (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Outer edge of the ring around {name} (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Direction to {name} (degrees from north)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>At {count} of {total} epochs no feature of “{name}” exists; the distance is NULL there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Distance to {name} on {date} (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Length of {name} within {radius:g} m (km per km²)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Density of {name} within {radius:g} m (per km²)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Features of {name} within {radius:g} m</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>{given} names are given for {layers} layers; give one for each.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>The filter “{text}” is not an expression: {error}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>No layer has the fields of the filter “{text}”; correct the field names.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>No layer has the date fields “{start}” or “{end}”; say which fields hold the dates.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Sample factor series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>&lt;p&gt;Adds a value per displacement epoch from something that was measured over time: rain, groundwater levels, temperature. The source is either &lt;b&gt;dated rasters&lt;/b&gt; (one file per date, a multiband raster or NetCDF with a time dimension), or &lt;b&gt;stations and a table&lt;/b&gt; in long form (name, date, value) or in wide form (a column per station, or per date). Dates such as 2018-03-06, 20180306 or 6.3.2018 and decimal commas are understood.&lt;/p&gt;&lt;p&gt;New fields: &lt;b&gt;&amp;lt;prefix&amp;gt;YYYYMMDD&lt;/b&gt;. Where the records do not reach or have gaps, the value is NULL and the log and the coverage table say so; nothing is filled in silently, and nothing extrapolated unless you ask for it.&lt;/p&gt;&lt;p&gt;Records of periods (a day's or month's rain) are shared out by days; levels measured on single days are joined by straight lines. Values of stations are brought to the points by the nearest station, by inverse squared distance, or by ordinary kriging; a station without a value at an epoch leaves its place to the others.&lt;/p&gt;</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Points with displacement fields (DYYYYMMDD).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Dated rasters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>One raster per date with the date in its name, or a raster with dated bands or a NetCDF time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Points where the table's values were measured.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Stations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Table of measurements</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>A text file (or the path or id of a table QGIS can read) with station, date and value.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Tables (*.csv *.txt *.tsv);;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Prefix of the new fields</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Such as RAIN or GW: the fields become RAIN20180306 …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Value at each epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Sums and means between epochs run from the day after the previous epoch to the epoch; windows are the days up to and including the epoch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>value at the epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>sum since the previous epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>mean since the previous epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>mean of the calendar month</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>sum of the calendar month</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>sum over a window before the epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>mean over a window before the epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Length of the window before each epoch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Window (days)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Lag (days)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Take everything this many days earlier.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>From stations to points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Ordinary kriging needs at least five stations.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>inverse squared distance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>nearest station</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>ordinary kriging</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>From rasters to points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>The pixel, between pixels, or the mean within the radius.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>bilinear</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>mean within the radius</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>pixel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>For means around points.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Radius (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>What a record stands for</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>A period is the time from the record's date to the next one. By default rasters, daily tables and everything that is summed stand for periods, other tables for levels on single days.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>a level on its date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>a period that starts on its date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>automatic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Field with the stations' names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>By default the field that matches the table best.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Table column with the station</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Table column with the date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Table column with the value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>By default found by what it holds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Format of the table's dates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>As in Python, such as %d/%m/%Y; by default the usual forms are understood.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Date pattern in raster names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>A regular expression whose group holds the date, such as rain_(\d{6}); by default found.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Farthest station (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Stations farther away do not count; 0 sets no limit.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Least coverage</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>A value is NULL where less than this share of its time span has records.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Extrapolate in time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Hold the first and last known value beyond the records; sums are never extrapolated.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Points with factor series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Coverage</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Per epoch: the time span, the share of it with records, the sources and the points with a value.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Epochs without any value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Give either dated rasters, or stations and a table.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Factor series {prefix}, one value per displacement epoch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Share of the time span with records</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Stations or pixels with a value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Points with a value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>1 where the records do not reach</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>How well the records cover each epoch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>No epoch has a value of “{name}”; lower the least coverage or check the records.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>At {count} epochs within the records “{name}” has gaps that leave no value, first on {date}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>At {count} epochs some points have no value of “{name}” (at most {points} of {all}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>“{first}” and “{second}” both hold {date}; keep one raster for each date.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>{count} of {all} points lie outside a raster; their values are NULL.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>The table needs the stations it belongs to; give the layer of stations.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Sample factors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>&lt;p&gt;Adds a field for each raster (its value at the point, between pixels, or the mean within a radius) and for each polygon layer (an attribute of the polygon the point lies in), such as height, geology or hydrogeology. Layers may have any CRS. Field names come from the layers' names; a raster with several bands gives &lt;b&gt;&amp;lt;layer&amp;gt;_&amp;lt;band&amp;gt;&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Classes as text stay text, and get numbers that models can use: &lt;b&gt;&amp;lt;layer&amp;gt;_code&lt;/b&gt; by the alphabet, by your legend table, or by the mean rate of the class, or a field of 0 and 1 per class. The table of classes lists them. A code by the mean rate carries the target: name the field that marks the training rows, or use it for looking only.&lt;/p&gt;&lt;p&gt;Points outside, on pixels without data, or in several polygons (the first counts) are reported by number; their values are NULL, never filled.&lt;/p&gt;</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Rasters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Rasters to sample; any CRS.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Value of a raster</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>The pixel the point lies in, between the four nearest pixels, or the mean within the radius.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Polygons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Polygon layers with an attribute to take over.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Field of the polygons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>One name for all polygon layers, or one for each with commas between.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Numbers for classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>How text classes become numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>none, text only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>code by the alphabet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>code by the legend table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>mean rate of the class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>a field of 0 and 1 per class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Legend table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>A table with the class in the first column and its number in the second.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>For codes by the mean rate; by default velocity.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Rate field</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Field that marks training rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Mean rates are taken from rows where this field is “train”; empty takes all rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Points with factors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Layer, class, code and number of points.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Nothing to sample: give rasters, polygons, or both.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Values of rasters and polygons at the points.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Classes and their codes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>{layers} polygon layers need one field name, or one for each, but {given} are given.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>The layer “{layer}” has no field “{field}”; it has {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>“{name}”: {outside} of {all} points lie outside the raster and {empty} on pixels without data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>No point lies in a polygon of “{name}”; check the CRS and the extent of both.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>“{name}”: {outside} of {all} points lie in no polygon and {doubled} in several (the first counts).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>{count} points have classes of “{name}” without a code, such as “{example}”; the code is NULL.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Code of {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>The legend table needs two columns: the class and its number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>The mean rates are taken from all points; do not test a model of the same rate with them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>line of sight</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>vertical</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>Displacement in mm and rate in mm/yr, {geometry}; {sign}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <source>positive up, subsidence is negative</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <source>positive towards the satellite, subsidence is negative</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>Relative to: {reference}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>Source: {source}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>Standard deviation of the rate [mm/yr]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>Mean coherence [0–1]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>Height [m]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>East component of the unit vector ground → satellite</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>North component of the unit vector ground → satellite</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>Up component of the unit vector ground → satellite</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>+ towards satellite</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>+ up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>Point number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>Rate [mm/yr], {geometry}, {sign}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>Displacement [mm] at {date}, {geometry}, {sign}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/cube_layers.py" />
   <source>This product holds rates only, without a series; the displacement raster is not written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>Correct interferograms with GACOS delays</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>&lt;p&gt;Subtracts the tropospheric delay of GACOS, or LiCSAR's own slant delay, from every unwrapped interferogram of a GEOC folder and writes a corrected GEOC folder. Zenith delays are divided by the up component of the line of sight and turned into radians.&lt;/p&gt;&lt;p&gt;An interferogram without a delay for both of its dates is left out, so that corrected and uncorrected ones are never mixed. The table and the report say for each interferogram how much the standard deviation changed; where it grew, the delays did not fit.&lt;/p&gt;&lt;p&gt;&lt;i&gt;LiCSAR interferograms to time series&lt;/i&gt; can do this by itself; use this algorithm to look at the correction, or to use the corrected interferograms elsewhere.&lt;/p&gt;&lt;p&gt;Source: Yu, C., et al. (2018), &lt;i&gt;J. Geophys. Res. Solid Earth&lt;/i&gt; 123, 9202–9222.&lt;/p&gt;</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>GACOS folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>Folder with the delay of each date: YYYYMMDD.ztd with .ztd.rsc, YYYYMMDD.ztd.tif, or LiCSAR's YYYYMMDD.sltd.geo.tif.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>Corrected GEOC folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>A new or empty folder for the corrected interferograms with their coherence and the frame's files.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Interferograms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>One row per interferogram with its standard deviation before and after.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>Number of corrected interferograms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>Number of interferograms with a smaller standard deviation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>Choose a folder for the corrected interferograms.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>GEOC folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Folder of a LiCSAR frame with one folder per interferogram (YYYYMMDD_YYYYMMDD holding .geo.unw.tif and .geo.cc.tif), and, if there, the frame's .geo.E/N/U/hgt.tif, metadata.txt and baselines.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Smallest mean coherence of an interferogram</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Interferograms whose coherence, averaged over the valid area, is lower are dropped.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Smallest coverage of an interferogram</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Interferograms that are unwrapped in a smaller share of the valid area are dropped.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Largest RMS of a good loop [rad]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Three interferograms between three dates should add up to zero. A loop whose RMS reaches this value is bad; an interferogram that lies in bad loops only is dropped.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Ignore a constant in each loop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Subtract the median of each loop before its RMS is taken, as LiCSBAS does with --multi_prime, so that a constant misclosure does not cost a good interferogram.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Days between the dates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Perpendicular baseline [m]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Unwrapped share of the valid area [0–1]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Mean coherence over the valid area [0–1]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Loops it closes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Bad loops among them</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Smallest RMS of its loops [rad]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Kept (1) or dropped (0)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Why it was dropped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Standard deviation before correction [rad]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Standard deviation after correction [rad]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Reduction of the standard deviation [%]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>RMS of the inversion's residuals [mm]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>Import EGMS tables</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>&lt;p&gt;Reads tables of the &lt;b&gt;European Ground Motion Service&lt;/b&gt;, levels 2a, 2b and 3, of the older and the newer releases: CSV files with commas or semicolons, the zip archives they are delivered in, or folders of them. Only the rows inside the extent are read in, so large tiles can be clipped on the way.&lt;/p&gt;&lt;p&gt;Values are taken over unchanged, in mm and mm/yr: L2 along the line of sight, &lt;b&gt;positive towards the satellite&lt;/b&gt;; L3 up or east. The series are not set to 0 at the first date. The delivered standard deviation of the rate is a formal value and sometimes 0: it is kept as mean_velocity_std, and velocity_std is at least the floor given here.&lt;/p&gt;&lt;p&gt;Several tiles and tracks go into one layer, with fields tile, track, burst, swath and pass; where a track has no image on a date the value is NULL. The outputs for the ascending and descending points hold their own dates only and can go straight into the decomposition into east and up.&lt;/p&gt;&lt;p&gt;Source: EGMS product description, Copernicus Land Monitoring Service.&lt;/p&gt;</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>EGMS tables, archives or folders</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>One or several CSV files, zip archives as delivered, or folders that hold them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>Read only the points inside; empty reads all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>Coordinates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>Which coordinates the points get. L3 tables have easting and northing only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>easting, northing (EPSG:3035)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>longitude, latitude (EPSG:4326)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>Tracks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>Read only the files of these tracks, for example 088, 117; empty reads all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>Least standard deviation of the rate [mm/yr]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>Smaller values of velocity_std are raised to this, because the delivered ones are formal and may be 0, while the service states an accuracy of 1–2 mm/yr. With 0 only the zeros become NULL.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>All points with point_id, velocity, velocity_std, quality fields and one field per date.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>Ascending points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>The L2 points of ascending passes alone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>Descending points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>The L2 points of descending passes alone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Number of points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Number of epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>{points} points, {epochs} epochs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_egms.py" />
   <source>There are no {wanted} points; that output is not written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>Import LiCSBAS time series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>&lt;p&gt;Reads what LiCSBAS leaves behind, &lt;b&gt;cum.h5&lt;/b&gt;, &lt;b&gt;cum_filt.h5&lt;/b&gt;, or a &lt;b&gt;TS_*&lt;/b&gt; or &lt;b&gt;results&lt;/b&gt; folder of flat files, and makes a point layer with the rate and one displacement field per epoch, a raster of the rate, and a raster of the displacement with one band per epoch.&lt;/p&gt;&lt;p&gt;Values are taken over unchanged: mm and mm/yr along the line of sight, &lt;b&gt;positive towards the satellite, so subsidence is negative&lt;/b&gt;, relative to the product's reference area. The rasters have the pixels and the georeference of the product.&lt;/p&gt;&lt;p&gt;A folder that holds both the plain and the filtered product gives the plain one unless you ask for the filtered: LiCSBAS' spatial filter of 2 km flattens small subsidence bowls. A results folder without cum.h5 holds rates only.&lt;/p&gt;&lt;p&gt;Source: Morishita, Y., et al. (2020), LiCSBAS, &lt;i&gt;Remote Sensing&lt;/i&gt; 12(3), 424.&lt;/p&gt;</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>cum.h5, cum_filt.h5, or a TS_* or results folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>A LiCSBAS time series file, or the folder it lies in (type or paste the folder's path).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>HDF5 files (*.h5);;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>Apply the mask of the product</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>Leave out the pixels that LiCSBAS masked as noisy, in points and rasters. The mask is the one inside the file, or results/mask beside it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>Read only pixels whose centre lies inside; empty reads all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Convert to vertical</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Divide by the up component of the line of sight, which assumes that the ground moves straight up or down only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>Of a folder, take the filtered product</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>Take cum_filt.h5 or vel.filt where the folder holds it. Without effect when the input is a file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>Add the noise indices as fields</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>n_unw, n_gap, n_ifg_noloop, n_loop_err, maxTlen, resid_rms and stc, as far as the product has them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>One point per pixel with point_id, velocity, DYYYYMMDD and, when known, velocity_std, coherence, …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>Rate in mm/yr on the product's pixels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Displacement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>Displacement in mm, one band per epoch, named by date, for the temporal controller.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>The product has no mask; every pixel with data is kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/import_licsbas.py" />
   <source>The file {file} is empty; copy it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <source>Interferogram quality and loop closure</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <source>&lt;p&gt;Looks at every interferogram of a LiCSAR GEOC folder before a time series is made of them: how much of the area is unwrapped, how coherent it is, and whether it closes with its neighbours. For three dates the phases 1–2 and 2–3 must add up to 1–3; what is left over is unwrapping error.&lt;/p&gt;&lt;p&gt;Gives a table of interferograms with the reason for each one that should be dropped, a table of loops, and a report with the network (time against perpendicular baseline, kept blue, dropped red). The rules are those of LiCSBAS; an interferogram is dropped when all its loops are bad.&lt;/p&gt;&lt;p&gt;Source: Morishita, Y., et al. (2020), LiCSBAS, &lt;i&gt;Remote Sensing&lt;/i&gt; 12(3), 424.&lt;/p&gt;</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <source>Judge only this area; empty takes the whole frame.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Looks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <source>Average so many pixels in each direction first; makes large frames quick.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>One row per interferogram, kept or with a reason.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <source>Loops</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <source>One row per loop of three interferograms with its RMS.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Number of kept interferograms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Number of dropped interferograms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>LiCSAR interferograms to time series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>&lt;p&gt;Makes a displacement time series out of the unwrapped interferograms of a LiCSAR frame: optional GACOS correction, quality check and loop closure, small-baseline inversion (NSBAS), noise indices, rate with its uncertainty, mask, and filter. The steps and formulas are those of LiCSBAS, and so are the results (0.01 mm on its own test of Mexico City); it runs on any system, in a fraction of the time.&lt;/p&gt;&lt;p&gt;Values are mm and mm/yr, &lt;b&gt;positive towards the satellite, so subsidence is negative&lt;/b&gt;, relative to the reference.&lt;/p&gt;&lt;p&gt;&lt;b&gt;The filter&lt;/b&gt; takes what is smooth over 2 km and changes from date to date for atmosphere. It also flattens small bowls of short-lived subsidence; set its width to 0 for a city.&lt;/p&gt;&lt;p&gt;&lt;b&gt;The mask&lt;/b&gt; removes pixels by nine noise indices. Empty thresholds are LiCSBAS' own, made reachable for short networks; the report says what each of them removes.&lt;/p&gt;&lt;p&gt;Sources: Morishita, Y., et al. (2020), LiCSBAS, &lt;i&gt;Remote Sensing&lt;/i&gt; 12(3), 424; López-Quiroz, P., et al. (2009), &lt;i&gt;J. Appl. Geophys.&lt;/i&gt; 69, 1–15.&lt;/p&gt;</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Folder with the delay of each date: YYYYMMDD.ztd with .ztd.rsc, YYYYMMDD.ztd.tif, or LiCSAR's YYYYMMDD.sltd.geo.tif. Interferograms without a delay for both dates are dropped, never mixed in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Process only this area; empty takes the whole frame.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Average so many pixels in each direction while reading.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Reference point</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>A place taken as stable; the displacement there is zero. Empty chooses the steadiest pixel, which may lie inside a sinking area.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Size of the reference [pixels]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>The reference is the mean of a square of so many pixels around the point.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Weight interferograms by coherence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Slower; may help where coherence differs much between interferograms.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Weight that bridges gaps (gamma)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Gaps in the network are bridged by a straight line with this weight; it changes nothing elsewhere.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Rate uncertainty by bootstrap</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Standard deviation over resampled epochs instead of the standard error from the residuals.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Memory for large arrays [GB]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>What does not fit is kept in working files in the folder for temporary files.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Apply the mask</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Leave out noisy pixels in points, rate and displacement.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove pixels with lower mean coherence. Empty: 0.05 (L band 0.01).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove pixels with fewer interferograms. Empty: 1.5 per date, at most half of all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove pixels whose bootstrapped rate spreads more, mm/yr. Empty: 100 (L band 200).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove pixels connected for a shorter time, years. Empty: 1, at most half of the span.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove pixels with more gaps in their network. Empty: 10 (L band 1), at most half.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove pixels less consistent with their neighbours, mm. Empty: 5 (L band 10).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove pixels with more interferograms outside loops. Empty: 50, at most half.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove pixels with more bad loops. Empty: 5 (L band 1), or 2 % of the loops if more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove pixels with larger residuals of the inversion, mm. Empty: 2 (L band 10).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Mask threshold: {index}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Spatial width of the filter [km]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Sigma of the Gaussian in space; 0 = no spatio-temporal filter. LiCSBAS' 2 km removes haze, and also short-lived subsidence smaller than about 2 km.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Temporal width of the filter [days]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Sigma of the Gaussian in time; 0 = three mean intervals between dates.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove a ramp from each date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Fitted to the unmasked pixels of each date; removes orbit errors and wide haze, and wide motion too.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>none</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>plane</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>quadratic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove what is linear in height</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>With the ramp, also fit delay that grows with height (needs .geo.hgt.tif).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove the height model's error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove what follows the perpendicular baseline (needs baselines for every date).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>One point per pixel with point_id, velocity, velocity_std, coherence, height, los_… and DYYYYMMDD.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Rate in mm/yr.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Rate uncertainty</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Standard deviation of the rate in mm/yr.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Displacement in mm, one band per date, named by date, for the temporal controller.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Noise indices</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>One band per noise index, and the mask (1 = kept) as the last one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Number of masked pixels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Noise indices of LiCSBAS, line of sight, and the mask (1 = kept).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Mask</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>All interferograms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>The reference point {x:.5f}, {y:.5f} lies outside the area that is processed; move it inside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>+ east</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>east–west</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>Effective area [m²], 0 = persistent scatterer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>RMSE of the series [mm]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>Acceleration [mm/yr²]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>Seasonal amplitude [mm]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>Standard deviation of the rate as delivered [mm/yr]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../algorithms/insar/point_layers.py" />
   <source>Height above the ellipsoid [m]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>LSTM forecast</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>particle swarm of the rate prediction</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>comparison engine of the K-Shape clusters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>tables with dates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>series viewer, figures in reports</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>forest and boosting as baselines</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>most algorithms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>Open the OSGeo4W Shell from the start menu (folder QGIS) and type:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>Open Terminal and type:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>Activate the environment that QGIS runs in, and type:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>Open a terminal and type:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../processing_provider/provider.py" />
   <location filename="../../ui/desktop.py" />
   <source>Land Subsidence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/desktop.py" />
   <source>Guided panel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/desktop.py" />
   <location filename="../../ui/guided_panel.py" />
   <location filename="../../ui/series_viewer.py" />
   <source>Series viewer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/desktop.py" />
   <location filename="../../ui/environment_dialog.py" />
   <location filename="../../ui/guided_panel.py" />
   <source>Environment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>Every package is there; nothing needs to be installed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>Land Subsidence {plugin} · QGIS {qgis} · Qt {qt} · Python {python} · numpy {numpy}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>Found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>Needed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>Package</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>What it is for</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>optional</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>{version} or newer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>The command keeps the numpy that QGIS came with, because GDAL is compiled against it. Restart QGIS afterwards. The plugin QPIP, if you use it, offers the same packages. Nothing is installed by itself.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>Copy the command</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/guided_panel.py" />
   <source>Has {what}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/guided_panel.py" />
   <source>a point layer with displacement series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/guided_panel.py" />
   <source>a point layer with factors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/guided_panel.py" />
   <source>Needs {what}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/guided_panel.py" />
   <source>Ready</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/guided_panel.py" />
   <source>Land Subsidence, step by step</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>Click on a point of the layer to see its series.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>displacement (mm)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>point {label}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>forecast</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>forecast interval</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>line: {rate} mm/yr</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>mean of {count} points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>shape of cluster {cluster}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>A point layer with date fields, or a raster with dated bands</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Click</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Show the point that is clicked; with Ctrl, add it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Fence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Left clicks draw a polygon around points, a right click closes it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Clear</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Selection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Follow the selection of the layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Line</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Add the straight line by least squares, with its rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Unit of the layer's displacements; they are shown in mm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Export</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Drawing (SVG)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Picture (PNG)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Table (CSV)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Choose a layer with date fields or dated bands first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>A fence needs a point layer; on a raster, click.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>{count} points are too many to draw; choose fewer than {most}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>This layer has neither date fields nor dated bands.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>There is nothing to export yet; click on a point first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Export the shown series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>{path} cannot be written: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>1 Series</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>Displacement series of points: import a finished product, or process interferograms.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>Columns that may explain the rate: distances, maps, rain and groundwater through time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>3 Clusters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>Points whose series have the same shape, by K-Shape.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>4 Influence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>Which factors go with the rate: grey relational grades per cluster.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>5 Rate from factors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>A network predicts the rate from the factors, judged on blocks of city it has not seen.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>6 Forecast</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>The next epochs of every point, with intervals, beside simple baselines.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>7 Check and hand on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>Subsidence zones, comparison with the ground and with other layers, export.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>table “{layer}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>“{layer}”: {points} points, {epochs} epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>in “{layer}”: {fields}</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
