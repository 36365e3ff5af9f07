<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>LandSubsidence</name>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Decompose signals</source>
   <translation>分解信号</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>&lt;p&gt;Takes all series apart into a few &lt;b&gt;sources&lt;/b&gt;, each a time course and a map: pumping, a season, a construction site, an atmosphere that many points share. &lt;b&gt;Independent components&lt;/b&gt; come apart where mechanisms act in different places; &lt;b&gt;principal components&lt;/b&gt; are ordered by variance and stay mixed.&lt;/p&gt;&lt;p&gt;Every source has a &lt;b&gt;stability&lt;/b&gt; from 0 to 1: it is looked for again in twenty halves of the area, from new starts, and must come back as the same map. 0 components take the largest number (up to 7) that noise would not give and whose sources are all stable (0.8). Below that, do not name it.&lt;/p&gt;&lt;p&gt;Fields &lt;b&gt;score_1&lt;/b&gt;, &lt;b&gt;score_2&lt;/b&gt; … are mm for one standard deviation of the course; times the course of the table SOURCES they give the source's part of the series. CLEANED holds the series without the sources that you name. A source is arithmetic; what it is, only a map of wells, lines or heights can say.&lt;/p&gt;</source>
   <translation>&lt;p&gt;把所有序列分解为少数&lt;b&gt;源&lt;/b&gt;，每个源有一条时间过程和一幅图：抽水、季节、施工、许多点共有的大气。当机制作用在不同地方时，&lt;b&gt;独立成分&lt;/b&gt;能将其分开；&lt;b&gt;主成分&lt;/b&gt;按方差排序，仍是混合的。&lt;/p&gt;&lt;p&gt;每个源都有从 0 到 1 的&lt;b&gt;稳定性&lt;/b&gt;：在区域的二十个半区中从新的起点再次寻找它，须得到同一幅图。成分数取 0 时，取噪声不会给出且所有源都稳定（0.8）的最大数目（至多 7）。低于此值的源不要命名。&lt;/p&gt;&lt;p&gt;字段 &lt;b&gt;score_1&lt;/b&gt;、&lt;b&gt;score_2&lt;/b&gt; …… 为时间过程每一标准差对应的 mm；乘以表 SOURCES 中的时间过程即得该源在序列中的部分。CLEANED 保存去掉你所列源之后的序列。源只是算术结果；它是什么，只有水井、线路或高程图才能说明。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../algorithms/products/cube_import.py" />
   <location filename="../../algorithms/products/export_series.py" />
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_egms.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <location filename="../../algorithms/products/import_store.py" />
   <location filename="../../algorithms/products/share_map.py" />
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Deformation points</source>
   <translation>形变点</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Points with displacement fields DYYYYMMDD.</source>
   <translation>带有 DYYYYMMDD 位移字段的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Components (0 = as many as are stable)</source>
   <translation>成分数（0 = 稳定的有多少取多少）</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>How many sources there are.</source>
   <translation>有多少个源。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Method</source>
   <translation>方法</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Independent components tell mechanisms apart; principal components order them by variance.</source>
   <translation>独立成分区分机制；主成分按方差排序。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>independent components</source>
   <translation>独立成分</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>principal components</source>
   <translation>主成分</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Sources to take out</source>
   <translation>要去掉的源</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Their numbers, such as 2, 3: CLEANED holds the series without them.</source>
   <translation>其编号，例如 2, 3：CLEANED 保存去掉它们之后的序列。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Scores</source>
   <translation>得分</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>The points with a score for each source.</source>
   <translation>每个点对每个源的得分。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>A row for each source and date: course, share, stability.</source>
   <translation>每个源和日期一行：时间过程、比例、稳定性。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Sources</source>
   <translation>源</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Series without the sources</source>
   <translation>去掉源之后的序列</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>The points with new series, in mm.</source>
   <translation>含新序列的点，单位 mm。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Stability of the least stable source</source>
   <translation>最不稳定的源的稳定性</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Share of the variance in all sources</source>
   <translation>所有源占方差的比例</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Say which sources CLEANED shall be without (REMOVE), such as 2, 3.</source>
   <translation>请说明 CLEANED 要去掉哪些源（REMOVE），例如 2, 3。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>REMOVE has no effect: no layer of series without the sources (CLEANED) was asked for.</source>
   <translation>REMOVE 没有作用：没有要求输出去除源之后的序列图层（CLEANED）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>{count} sources are less stable than 0.8: they may be accidents; take fewer components.</source>
   <translation>{count} 个源的稳定性低于 0.8：可能是偶然；请减少成分数。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Scores of the sources in mm for one standard deviation of their time courses.</source>
   <translation>源的得分，单位为时间过程每一标准差的 mm。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>There is no source {number:g}; there are {count}.</source>
   <translation>没有源 {number:g}；共有 {count} 个。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Source {number} [mm per std. dev. of its course]</source>
   <translation>源 {number} [其时间过程每一标准差的 mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Source</source>
   <translation>来源</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Date</source>
   <translation>日期</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Course [std. dev. 1, 0 at the first epoch]</source>
   <translation>时间过程 [标准差为 1，首个历元为 0]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Share of the variance [0–1]</source>
   <translation>方差比例 [0–1]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Stability [0–1]</source>
   <translation>稳定性 [0–1]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Share of the course in a straight line [0–1]</source>
   <translation>时间过程中直线的比例 [0–1]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Share of the course in a season [0–1]</source>
   <translation>时间过程中季节的比例 [0–1]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Correlation of the map with height</source>
   <translation>图与高程的相关</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Rate without the sources [mm/yr], + up</source>
   <translation>去掉源之后的速率 [mm/yr]，向上为正</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>{date} without the sources [mm], + up</source>
   <translation>去掉源之后的 {date} [mm]，向上为正</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/decompose_signals.py" />
   <source>Displacement in mm without some sources; subsidence is negative.</source>
   <translation>去掉部分源之后的位移（mm）；沉降为负。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Deformation model of each point</source>
   <translation>逐点形变模型</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>&lt;p&gt;Fits models of motion to every series: linear, quadratic (with acceleration), a step, a breakpoint (a new rate from a date on), settling that slows down exponentially or logarithmically, each with and without an annual part; and takes for each point the one that its data support best. What is not in that model is NULL. You can also ask for one model at all points.&lt;/p&gt;&lt;p&gt;The noise of InSAR series is correlated in time. Its kind (white noise plus AR(1) or a power law such as flicker noise or a random walk) is estimated from all series together by restricted maximum likelihood, its level from each; rates are fitted by generalised least squares, and a bend or a step counts only if noise of that kind would hardly make it. Taking noise as white is faster, and its standard errors are too small by a factor of two to five where it is not.&lt;/p&gt;&lt;p&gt;New fields: &lt;b&gt;rate&lt;/b&gt; [mm/yr] in the middle of the series, &lt;b&gt;acceleration&lt;/b&gt; [mm/yr²], &lt;b&gt;annual_amplitude&lt;/b&gt; [mm], &lt;b&gt;annual_phase&lt;/b&gt; (day of the year on which the annual part is highest), each with its standard error (&lt;b&gt;_std&lt;/b&gt;); &lt;b&gt;rate_std_white&lt;/b&gt;, of a straight line if noise were white; &lt;b&gt;break_kind&lt;/b&gt;, &lt;b&gt;break_date&lt;/b&gt; with its 95 % interval (&lt;b&gt;_lo&lt;/b&gt;, &lt;b&gt;_hi&lt;/b&gt;) and &lt;b&gt;break_size&lt;/b&gt; [mm for a step, mm/yr for a new rate], &lt;b&gt;rate_before&lt;/b&gt; and &lt;b&gt;rate_after&lt;/b&gt;; &lt;b&gt;settling_mm&lt;/b&gt; over the series and &lt;b&gt;settling_days&lt;/b&gt;; &lt;b&gt;residual_std&lt;/b&gt; [mm], &lt;b&gt;model&lt;/b&gt;, &lt;b&gt;model_support&lt;/b&gt; (how much better its criterion is than the next; above 10 is strong), &lt;b&gt;noise&lt;/b&gt; and &lt;b&gt;n_epochs&lt;/b&gt;. A step of half a wavelength, 28 mm for C band, is named as a likely unwrapping error. A series shorter than 1.5 years carries no annual part, one of fewer than 20 epochs no break.&lt;/p&gt;&lt;p&gt;Sources: Schwarz, G. (1978), &lt;i&gt;Annals of Statistics&lt;/i&gt; 6, 461–464; Williams, S. D. P. (2008), &lt;i&gt;GPS Solutions&lt;/i&gt; 12, 147–153; Langbein, J. (2004), &lt;i&gt;J. Geophys. Res.&lt;/i&gt; 109, B04406.&lt;/p&gt;</source>
   <translation>&lt;p&gt;为每条序列拟合运动模型：线性、二次（含加速度）、阶跃、转折（自某日起速率改变）、按指数或对数减缓的沉降，各自带或不带年周期部分；每个点取其数据最支持的一个。不在该模型中的量为 NULL。也可以要求所有点用同一个模型。&lt;/p&gt;&lt;p&gt;InSAR 序列的噪声在时间上相关。噪声的类型（白噪声加 AR(1)，或加闪烁噪声、随机游走等幂律噪声）由全部序列一起用限制极大似然估计，噪声的大小由每条序列估计；速率用广义最小二乘拟合，只有当这类噪声难以造成时，弯曲或阶跃才算数。把噪声当作白噪声更快，但噪声不白时标准误差会小二到五倍。&lt;/p&gt;&lt;p&gt;新字段：序列中点处的 &lt;b&gt;rate&lt;/b&gt; [mm/yr]、&lt;b&gt;acceleration&lt;/b&gt; [mm/yr²]、&lt;b&gt;annual_amplitude&lt;/b&gt; [mm]、&lt;b&gt;annual_phase&lt;/b&gt;（年周期部分最高的年积日），各附标准误差（&lt;b&gt;_std&lt;/b&gt;）；&lt;b&gt;rate_std_white&lt;/b&gt;，噪声为白噪声时直线的标准误差；&lt;b&gt;break_kind&lt;/b&gt;、&lt;b&gt;break_date&lt;/b&gt; 及其 95 % 区间（&lt;b&gt;_lo&lt;/b&gt;、&lt;b&gt;_hi&lt;/b&gt;）和 &lt;b&gt;break_size&lt;/b&gt; [阶跃为 mm，新速率为 mm/yr]、&lt;b&gt;rate_before&lt;/b&gt; 和 &lt;b&gt;rate_after&lt;/b&gt;；整个序列上的 &lt;b&gt;settling_mm&lt;/b&gt; 和 &lt;b&gt;settling_days&lt;/b&gt;；&lt;b&gt;residual_std&lt;/b&gt; [mm]、&lt;b&gt;model&lt;/b&gt;、&lt;b&gt;model_support&lt;/b&gt;（其准则比次优者好多少；大于 10 为强）、&lt;b&gt;noise&lt;/b&gt; 和 &lt;b&gt;n_epochs&lt;/b&gt;。半个波长的阶跃（C 波段为 28 mm）会被指出可能是解缠误差。短于 1.5 年的序列没有年周期部分，少于 20 个历元的序列没有断点。&lt;/p&gt;&lt;p&gt;来源：Schwarz, G. (1978), &lt;i&gt;Annals of Statistics&lt;/i&gt; 6, 461–464；Williams, S. D. P. (2008), &lt;i&gt;GPS Solutions&lt;/i&gt; 12, 147–153；Langbein, J. (2004), &lt;i&gt;J. Geophys. Res.&lt;/i&gt; 109, B04406。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Model</source>
   <translation>模型</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>The best of each point, or one model for all points.</source>
   <translation>每个点取最佳，或所有点用同一模型。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Best of each point</source>
   <translation>每个点的最佳模型</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Linear</source>
   <translation>线性</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Quadratic</source>
   <translation>二次</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Linear + annual</source>
   <translation>线性 + 年周期</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Quadratic + annual</source>
   <translation>二次 + 年周期</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Step</source>
   <translation>阶跃</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Step + annual</source>
   <translation>阶跃 + 年周期</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Breakpoint (new rate)</source>
   <translation>转折（新速率）</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Breakpoint + annual</source>
   <translation>转折 + 年周期</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Exponential settling</source>
   <translation>指数减缓沉降</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Exponential settling + annual</source>
   <translation>指数减缓沉降 + 年周期</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Logarithmic settling</source>
   <translation>对数减缓沉降</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Logarithmic settling + annual</source>
   <translation>对数减缓沉降 + 年周期</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Noise</source>
   <translation>噪声</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Estimated from the series, or taken to be white: fast, with standard errors that are too small.</source>
   <translation>由序列估计，或当作白噪声：后者快，但标准误差太小。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Correlated in time, estimated</source>
   <translation>时间相关，由序列估计</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>White</source>
   <translation>白噪声</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Radar wavelength [m]</source>
   <translation>雷达波长 [m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Steps of half of it, or a multiple, are named as unwrapping errors; 0.0555 for Sentinel-1.</source>
   <translation>其一半或整数倍的阶跃会被称为解缠误差；Sentinel-1 为 0.0555。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Points with models</source>
   <translation>带模型的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <location filename="../../algorithms/factors/distance_factors.py" />
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>The points with the new fields.</source>
   <translation>带有新字段的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Points whose model has an acceleration</source>
   <translation>模型含加速度的点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Points whose model has an annual part</source>
   <translation>模型含年周期部分的点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Points whose model has a step or a new rate</source>
   <translation>模型含阶跃或新速率的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Points with a step that looks like an unwrapping error</source>
   <translation>阶跃像是解缠误差的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>The series is too short for an annual part; models without it are compared.</source>
   <translation>序列太短，不能含年周期部分；只比较没有它的模型。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <location filename="../../subsidence/insar/time_series.py" />
   <source>Noise of the series: {kinds}.</source>
   <translation>序列的噪声：{kinds}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>No series has enough values for a model; at least 4 epochs are needed.</source>
   <translation>没有序列有足够的值来建立模型；至少需要 4 个历元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>{count} points have too few values for a model.</source>
   <translation>{count} 个点的值太少，无法建立模型。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>{count} points have a step as large as an unwrapping error, a multiple of {half:.0f} mm; their rates are those beside the step.</source>
   <translation>{count} 个点的阶跃与解缠误差一样大，是 {half:.0f} mm 的整数倍；其速率是阶跃之外的速率。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>At {count} points exponential and logarithmic settling fit alike (fields model and model_next): one ends, the other never does, so do not follow either beyond the series.</source>
   <translation>有 {count} 个点的指数减缓与对数减缓拟合得同样好（字段 model 和 model_next）：前者会结束，后者永不结束，因此不要把任何一个延伸到序列之外。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Models of motion; rates in mm/yr, subsidence is negative.</source>
   <translation>运动模型；速率单位 mm/yr，下沉为负。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Rate in the middle of the series [mm/yr]</source>
   <translation>序列中点的速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Standard error of the rate [mm/yr]</source>
   <translation>速率的标准误 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Of a straight line if noise were white [mm/yr]</source>
   <translation>噪声为白噪声时直线的标准误差 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>Acceleration [mm/yr²]</source>
   <translation>加速度 [mm/yr²]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Standard error of the acceleration [mm/yr²]</source>
   <translation>加速度的标准误 [mm/yr²]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Annual amplitude [mm]</source>
   <translation>年周期振幅 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Standard error of the amplitude [mm]</source>
   <translation>振幅的标准误 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Day of the year on which the annual part is highest</source>
   <translation>年周期部分最高的年内日序</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Standard error of that day [days]</source>
   <translation>该日序的标准误 [天]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Kind of break</source>
   <translation>断点类型</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Date of the break</source>
   <translation>断点日期</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Date of the break, start of the 95 % interval</source>
   <translation>断点日期，95 % 区间起点</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Date of the break, end of the 95 % interval</source>
   <translation>断点日期，95 % 区间终点</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Size: step [mm] or change of rate [mm/yr]</source>
   <translation>大小：阶跃 [mm] 或速率变化 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Standard error of that size</source>
   <translation>该大小的标准误差</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Rate before the break [mm/yr]</source>
   <translation>断点前的速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Rate after the break [mm/yr]</source>
   <translation>断点后的速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Settling over the series beside the rate [mm]</source>
   <translation>速率之外整个序列上的减缓沉降 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Standard error of the settling [mm]</source>
   <translation>减缓沉降的标准误差 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Time constant of the settling [days]</source>
   <translation>减缓沉降的时间常数 [天]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Standard deviation about the model [mm]</source>
   <translation>相对模型的标准差 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Model of motion</source>
   <translation>运动模型</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Criterion of the next model minus this one's</source>
   <translation>次优模型的准则减去本模型的准则</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>The model that comes next</source>
   <translation>排在其次的模型</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Likeliest kind of noise</source>
   <translation>最可能的噪声类型</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/deformation_model.py" />
   <source>Epochs used</source>
   <translation>使用的历元数</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Grey relational analysis of factors</source>
   <translation>因子的灰色关联分析</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>&lt;p&gt;Grades how closely each factor follows the subsidence rate, from 0 to 1, for all points and for each cluster, and ranks the factors. Use it to see which factors are worth taking into the rate prediction.&lt;/p&gt;&lt;p&gt;Rate and factors are normalized; with Δ the difference between rate and factor at a point, the relation there is (Δmin + τ Δmax) / (Δ + τ Δmax), with the smallest and largest Δ over all factors and points, and the grade is its mean. Every grade and rank comes with a 90 % bootstrap interval; the report says where grades cannot separate factors.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Normalizations.&lt;/b&gt; Min–max, (x − min) / (max − min), mean value, x / mean, and z-score do not depend on units or on the order of points; initial value, x / first, is meant for series in time and depends on which point comes first. &lt;b&gt;Polarity.&lt;/b&gt; The rate is negative where the ground sinks. A factor that falls while the rate rises gets a low direct grade; the automatic polarity mirrors such factors. Z-score and automatic polarity are the defaults: on four real tables their ranking followed what a prediction loses without a factor (rank correlation 0.4 to 0.6); min–max and direct, as published, did not (−0.7 to 0.25). That loss stands in the field &lt;b&gt;importance&lt;/b&gt;, and the report says where grades disagree with it. Grades made with different settings cannot be compared.&lt;/p&gt;&lt;p&gt;Source: Deng, J. (1982), &lt;i&gt;Systems &amp;amp; Control Letters&lt;/i&gt; 1, 288–294.&lt;/p&gt;</source>
   <translation>&lt;p&gt;对每个因子与沉降速率的接近程度评分，从 0 到 1，对所有点和每个聚类分别进行，并给因子排序。用它来看哪些因子值得用于速率预测。&lt;/p&gt;&lt;p&gt;速率和因子先归一化；设 Δ 为某点速率与因子之差，该处的关联系数为 (Δmin + τ Δmax) / (Δ + τ Δmax)，Δmin 和 Δmax 取自所有因子和点，关联度为其均值。每个关联度和名次都带 90 % 自助区间；报告会说明关联度在何处不能区分因子。&lt;/p&gt;&lt;p&gt;&lt;b&gt;归一化。&lt;/b&gt;最小–最大 (x − min) / (max − min)、均值化 x / mean 和 z 分数不依赖单位或点的顺序；初值化 x / first 用于时间序列，取决于哪个点在先。&lt;b&gt;极性。&lt;/b&gt;地面下沉处速率为负。速率上升而因子下降时，直接关联度很低；自动极性会把这类因子镜像。默认为 z 分数和自动极性：在四个真实表上，其排序与预测缺少某因子时的损失一致（秩相关 0.4 至 0.6）；已发表的最小–最大和直接极性则不然（−0.7 至 0.25）。该损失写在字段 &lt;b&gt;importance&lt;/b&gt; 中，报告会说明关联度在何处与之不符。用不同设置得到的关联度不能比较。&lt;/p&gt;&lt;p&gt;来源：Deng, J. (1982), &lt;i&gt;Systems &amp;amp; Control Letters&lt;/i&gt; 1, 288–294。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Points with a rate and numeric factor fields.</source>
   <translation>带有速率和数值因子字段的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <location filename="../../algorithms/rate/predict_rate.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Points with factors</source>
   <translation>带因子的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <location filename="../../algorithms/factors/factor_quality.py" />
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Rate field</source>
   <translation>速率字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>The field with the rate; empty takes velocity or the name that other producers use.</source>
   <translation>存放速率的字段；留空则取 velocity 或其他软件使用的名称。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Factor fields</source>
   <translation>因子字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>The numeric fields to grade.</source>
   <translation>要评定的数值字段。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <location filename="../../algorithms/changes/detect_changes.py" />
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <location filename="../../algorithms/rate/predict_rate.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Cluster field</source>
   <translation>聚类字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Grades are given for each of its values as well; empty: for all points together only.</source>
   <translation>对其每个取值也分别给出关联度；留空则只对全部点计算。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Normalization</source>
   <translation>归一化</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>How rate and factors are brought to a common scale. The published method takes min–max.</source>
   <translation>如何把速率和因子化到同一尺度。已发表的方法用最小–最大。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Polarity</source>
   <translation>极性</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Direct takes factors as they are, as the published method does. Inverse mirrors all of them. Automatic mirrors those whose rank correlation with the rate is negative.</source>
   <translation>“直接”按原方法使用因子原值；“反向”对全部因子取镜像；“自动”对与速率秩相关为负的因子取镜像。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Direct</source>
   <translation>直接</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Inverse</source>
   <translation>反向</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Automatic</source>
   <translation>自动</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Resolution coefficient τ</source>
   <translation>分辨系数 τ</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Between 0 and 1; smaller values spread the grades. The report shows how they depend on it.</source>
   <translation>介于 0 和 1 之间；数值越小，关联度拉得越开。报告显示关联度随它的变化。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Points drawn per group (0 = all)</source>
   <translation>每组抽取的点数（0 = 全部）</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>So many points are drawn at random in each cluster, and among all points.</source>
   <translation>在每个聚类以及全部点中随机抽取这么多点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Grades</source>
   <translation>关联度</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>One row per group and factor: grade and rank with 90 % intervals, rank correlation, polarity.</source>
   <translation>每组每个因子一行：关联度和名次及其 90 % 区间、秩相关、极性。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Highest grade of all points</source>
   <translation>全部点的最高关联度</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <location filename="../../subsidence/rate/factor_table.py" />
   <source>Choose at least one factor field.</source>
   <translation>请至少选择一个因子字段。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>No group of points has a rate and factors that vary, so nothing can be graded; choose other fields or more points.</source>
   <translation>没有一组点同时具有变化的速率和因子，因此无法评级；请选择其他字段或更多的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>rate field</source>
   <translation>速率字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>normalization</source>
   <translation>归一化</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>polarity</source>
   <translation>极性</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>resolution coefficient τ</source>
   <translation>分辨系数 τ</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <location filename="../../algorithms/validation/compare_layers.py" />
   <location filename="../../subsidence/groundwater/pooled.py" />
   <source>all</source>
   <translation>全部</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>points drawn per group</source>
   <translation>每组抽取的点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <location filename="../../subsidence/forecast/report.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>seed</source>
   <translation>种子</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Grey relational grades.</source>
   <translation>灰色关联度。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Cluster</source>
   <translation>聚类</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Factor</source>
   <translation>因子</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Grey relational grade [0–1]</source>
   <translation>灰色关联度 [0–1]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Rank (1 = highest grade)</source>
   <translation>名次（1 = 关联度最高）</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Grade, 5 % of bootstrap samples</source>
   <translation>关联度，自助样本的 5 % 分位</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Grade, 95 % of bootstrap samples</source>
   <translation>关联度，自助样本的 95 % 分位</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Rank, 5 % of bootstrap samples</source>
   <translation>名次，自助样本的 5 % 分位</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Rank, 95 % of bootstrap samples</source>
   <translation>名次，自助样本的 95 % 分位</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Rank correlation with the rate</source>
   <translation>与速率的秩相关</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Error rise when shuffled [share of the variance]</source>
   <translation>打乱后误差的增加 [占速率方差的比例]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <source>Factor was mirrored (inverse polarity)</source>
   <translation>因子已取镜像（反向极性）</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/grey_relational_analysis.py" />
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <location filename="../../algorithms/changes/alarm_areas.py" />
   <location filename="../../algorithms/factors/distance_factors.py" />
   <location filename="../../algorithms/factors/factor_quality.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <location filename="../../algorithms/validation/compare_layers.py" />
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Points</source>
   <translation>点</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Rate by distance band</source>
   <translation>按距离带统计速率</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>&lt;p&gt;Mean, median, 5th percentile and lowest rate in bands of a factor, such as the distance to subway lines: it answers questions like “how far from buildings does the ground sink most?”. Bands come from a list of edges, a width, or quantiles with equally many points. The 95 % interval of each mean allows for what neighbouring points share (covariance of the rates about the means of their bands, by restricted maximum likelihood); n_effective is the number of independent points that a band is worth.&lt;/p&gt;&lt;p&gt;A band that sinks faster need not sink because of this factor: other factors change with it.&lt;/p&gt;</source>
   <translation>&lt;p&gt;在某个因子（例如到地铁线的距离）的各个区间内统计速率的均值、中位数、第 5 百分位和最小值，用来回答“离建筑物多远处下沉最厉害”之类的问题。区间可由边界列表、固定宽度或点数相等的分位数给出。每个均值的 95 % 区间考虑了邻近点的共有部分（速率相对其区间均值的协方差，由限制极大似然估计）；n_effective 是一个区间相当于多少个独立点。&lt;/p&gt;&lt;p&gt;下沉更快的区间未必因为这个因子而下沉：其他因子也随之变化。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Points with a rate and the factor.</source>
   <translation>带有速率和该因子的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>A numeric field such as dist_subway.</source>
   <translation>数值字段，例如 dist_subway。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Factor field</source>
   <translation>因子字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Edges of the bands</source>
   <translation>区间边界</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Increasing numbers with commas between, such as 0, 200, 400, 600; empty uses the two settings below.</source>
   <translation>递增的数，以逗号分隔，例如 0, 200, 400, 600；留空则使用下面两项设置。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Bands when no edges are given</source>
   <translation>未给出边界时的区间</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Bands of one width, or with equally many points.</source>
   <translation>等宽区间，或点数相等的区间。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>One width</source>
   <translation>等宽</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Quantiles</source>
   <translation>分位数</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>In the unit of the factor (m for distances).</source>
   <translation>以因子的单位计（距离为 m）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Width of the bands</source>
   <translation>区间宽度</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Number of quantile bands</source>
   <translation>分位数区间的个数</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>So many bands with equally many points.</source>
   <translation>这么多个点数相等的区间。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Statistics by band</source>
   <translation>各区间统计</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>One row per band: from, to, n, mean, median, p5, min, and the interval of the mean.</source>
   <translation>每个区间一行：from、to、n、mean、median、p5、min 以及均值的区间。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Lower edge of the band with the lowest mean rate</source>
   <translation>平均速率最低的区间下界</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Upper edge of the band with the lowest mean rate</source>
   <translation>平均速率最低的区间上界</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Mean rate in that band [mm/yr]</source>
   <translation>该区间的平均速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Rate by band of a factor.</source>
   <translation>按因子区间统计的速率。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>{count} points lie outside all bands.</source>
   <translation>{count} 个点落在所有区间之外。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>{count} points have no rate or no value of the factor.</source>
   <translation>{count} 个点没有速率或没有因子值。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <location filename="../../algorithms/base.py" />
   <source>From</source>
   <translation>从</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>To (inclusive)</source>
   <translation>到（含）</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Mean rate [mm/yr]</source>
   <translation>平均速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Median rate [mm/yr]</source>
   <translation>速率中位数 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>5th percentile of the rate [mm/yr]</source>
   <translation>速率第 5 百分位 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Lowest rate [mm/yr]</source>
   <translation>最低速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Mean rate, lower end of the 95 % interval [mm/yr]</source>
   <translation>平均速率 95 % 区间下限 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Mean rate, upper end of the 95 % interval [mm/yr]</source>
   <translation>平均速率 95 % 区间上限 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <location filename="../../algorithms/insar/decompose_los.py" />
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>Rate, std. dev. [mm/yr]</source>
   <translation>速率标准差 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/ring_statistics.py" />
   <source>Independent points that the points are worth</source>
   <translation>各点相当于多少个独立点</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Subsidence zones</source>
   <translation>沉降区</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>&lt;p&gt;Draws the subsidence bowls: connected areas that sink faster than a threshold, ranked by the volume that settles in a year. Point rates are averaged in square cells, smoothed by a Gaussian, cut at the threshold, and areas below the smallest size are dropped.&lt;/p&gt;&lt;p&gt;A zone counts only ground that the points cover: it ends half a spacing of the points beyond the outermost of them, and a lake wider than four spacings stays out. The spacing is that of the clumps in which persistent scatterers come. The volume sums the rates of the points themselves, not the smoothed ones. Areas are square metres on the ground in any CRS.&lt;/p&gt;&lt;p&gt;Points alone cannot tell whether they are the centres of pixels, so that the ground goes on for half a pixel, or lie on the very edge of what sinks. &lt;b&gt;area_beyond&lt;/b&gt; [m²] is the part of the area that lies beyond the outermost points: in the second case it is not there. Of a coarse lattice it is much, of a zone in the midst of other points nothing.&lt;/p&gt;&lt;p&gt;Fields: &lt;b&gt;rank&lt;/b&gt; and &lt;b&gt;name&lt;/b&gt; (A, B, …), &lt;b&gt;rate_min&lt;/b&gt; and &lt;b&gt;rate_mean&lt;/b&gt; of the points inside [mm/yr], &lt;b&gt;rate_mean_std&lt;/b&gt; (at most so large is the error of the mean; from the errors of the rates, velocity_std, as if all points of the zone erred alike), &lt;b&gt;area&lt;/b&gt; [m²], &lt;b&gt;volume_per_year&lt;/b&gt; [m³/yr, positive], &lt;b&gt;n&lt;/b&gt; points, and the most frequent cluster when a cluster field is given. Volumes take the rate as the vertical one; convert line-of-sight rates first.&lt;/p&gt;</source>
   <translation>&lt;p&gt;画出沉降漏斗：下沉快于阈值的连通区域，按每年沉降的体积排序。点的速率在方格内取平均，用高斯平滑，在阈值处截取，小于最小面积的区域被去掉。&lt;/p&gt;&lt;p&gt;一个区只计点所覆盖的地面：它止于最外面的点之外半个点间距处，宽于四个间距的湖泊不计入。间距指永久散射体成团出现时各团的间距。体积累加的是各点自身的速率，而不是平滑后的速率。在任何 CRS 中面积都是地面上的平方米。&lt;/p&gt;&lt;p&gt;仅凭点无法知道它们是像元的中心（地面还要延伸半个像元），还是正好位于下沉地面的边缘。&lt;b&gt;area_beyond&lt;/b&gt; [m²] 是面积中位于最外面的点之外的部分：在第二种情况下它并不存在。点阵稀疏时这部分很大；若区位于其他点之中，则没有这部分。&lt;/p&gt;&lt;p&gt;字段：&lt;b&gt;rank&lt;/b&gt; 和 &lt;b&gt;name&lt;/b&gt;（A、B、…），区内各点的 &lt;b&gt;rate_min&lt;/b&gt; 和 &lt;b&gt;rate_mean&lt;/b&gt; [mm/yr]、&lt;b&gt;rate_mean_std&lt;/b&gt;（平均速率误差的上限；由速率误差 velocity_std 得出，按区内所有点误差完全相同计算）、&lt;b&gt;area&lt;/b&gt; [m²]、&lt;b&gt;volume_per_year&lt;/b&gt; [m³/yr，正值]、&lt;b&gt;n&lt;/b&gt; 点数，给出聚类字段时还有最常见的聚类。体积把速率当作垂直速率；视线向速率请先转换。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Points with a rate.</source>
   <translation>带有速率的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Threshold (mm/yr)</source>
   <translation>阈值 (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Areas that sink by at least this much; the sign does not matter.</source>
   <translation>至少下沉这么多的区域；正负号不计。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Smaller areas are dropped.</source>
   <translation>更小的区域去掉。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Smallest area (m²)</source>
   <translation>最小面积 (m²)</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Cell size (m, 0 = automatic)</source>
   <translation>格网大小 (m，0 = 自动)</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>0: an eighth to a half of the spacing of the points, so that outlines follow the points closely.</source>
   <translation>0：点间距的八分之一到二分之一，使轮廓紧贴各点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Smoothing (m)</source>
   <translation>平滑 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Standard deviation of the Gaussian; empty takes the spacing of the points or one cell, whichever is larger; 0 does not smooth.</source>
   <translation>高斯的标准差；留空取点间距和一个格网中较大者；0 不平滑。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>To tell the most frequent cluster in each zone.</source>
   <translation>用于给出每个区最常见的聚类。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>One polygon per zone, in the CRS of the points.</source>
   <translation>每个区一个面，坐标系同点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Number of zones</source>
   <translation>区数</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Area of all zones [m²]</source>
   <translation>所有区的面积 [m²]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Volume that settles in a year [m³/yr]</source>
   <translation>每年沉降的体积 [m³/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>{count} zones on cells of {cell:.3g} m; the points lie about {spacing:.3g} m apart.</source>
   <translation>{count} 个区，格网 {cell:.3g} m；点与点相距约 {spacing:.3g} m。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>No area of {area:g} m² or more sinks by {rate:g} mm/yr or more as a whole, though {share:.0%} of the points do; the output is empty.</source>
   <translation>没有 {area:g} m² 以上的区域整体下沉达到 {rate:g} mm/yr，尽管 {share:.0%} 的点达到；输出为空。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Areas that sink by {rate:g} mm/yr or more.</source>
   <translation>下沉 {rate:g} mm/yr 或更多的区域。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>{share:.0%} of the area lies beyond the outermost points (field area_beyond). It sinks where points are centres of pixels, not where they lie on the edge of the ground that sinks.</source>
   <translation>面积的 {share:.0%} 位于最外面的点之外（字段 area_beyond）。若点是像元的中心，这部分也在下沉；若点位于下沉地面的边缘，则不是。</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Rank (1 settles the largest volume)</source>
   <translation>名次（1 的沉降体积最大）</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Lowest rate of a point [mm/yr]</source>
   <translation>点的最低速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Mean rate of the points [mm/yr]</source>
   <translation>点的平均速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Standard error of the mean rate, at most [mm/yr]</source>
   <translation>平均速率的标准误差上限 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Area [m²]</source>
   <translation>面积 [m²]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Of the area, beyond the outermost points [m²]</source>
   <translation>面积中位于最外面的点之外的部分 [m²]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Volume that settles [m³/yr]</source>
   <translation>沉降体积 [m³/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/analysis/subsidence_zones.py" />
   <source>Most frequent cluster</source>
   <translation>最常见的聚类</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <location filename="../../algorithms/insar/decompose_los.py" />
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Unit of displacements and rates</source>
   <translation>位移和速率的单位</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>Unit of the input's displacement and rate fields. Layers made by this plugin are in mm and mm/yr.</source>
   <translation>输入中位移和速率字段的单位。本插件生成的图层为 mm 和 mm/yr。</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>First day, such as 2018-01-31; empty takes the first epoch.</source>
   <translation>起始日，如 2018-01-31；留空取第一个历元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>Last day; empty takes the last epoch.</source>
   <translation>终止日；留空取最后一个历元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>To</source>
   <translation>至</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>Random seed</source>
   <translation>随机种子</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>The same seed and input give the same result.</source>
   <translation>种子和输入相同，结果就相同。</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>Scheduler</source>
   <translation>调度器</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>Address of a dask scheduler, such as tcp://10.0.0.1:8786, whose workers do the heavy part; their Python needs the same Land Subsidence core (pip install of this plugin's folder). “local:4” starts four worker processes here. Empty: the threads of this computer, which is best for all that fits into its memory.</source>
   <translation>dask 调度器的地址，例如 tcp://10.0.0.1:8786，由其工作进程完成繁重部分；它们的 Python 须有相同的地面沉降核心（对本插件文件夹执行 pip install）。“local:4”在本机启动四个工作进程。留空：本机的线程，凡内存放得下的都以此为最好。</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>Memory for the layer [MiB]</source>
   <translation>图层可用内存 [MiB]</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>A layer that would take more is read into a file beside the output and its attributes go from GeoPackage to GeoPackage, with the same result. 0: a quarter of the free memory.</source>
   <translation>需要更多内存的图层会读入输出旁的一个文件，其属性直接从 GeoPackage 到 GeoPackage，结果相同。0：空闲内存的四分之一。</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>Go on where an interrupted run stopped</source>
   <translation>接着中断处继续运行</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>While it works, the run keeps what is finished in a hidden folder beside the output. If it is stopped or ends with the computer, the next run with the same inputs and parameters goes on from there, with exactly the same result. The folder goes when the run has ended.</source>
   <translation>运行时会把已完成的部分保存在输出旁的隐藏文件夹中。若运行被停止或随计算机一起结束，下一次用相同输入和参数运行时会从那里继续，结果完全相同。运行结束后该文件夹即被删除。</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>All files (*)</source>
   <translation>所有文件 (*)</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>Report: {algorithm}</source>
   <translation>报告：{algorithm}</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>A self-contained HTML page with the tables and figures of this run.</source>
   <translation>自包含的 HTML 页面，含本次运行的表和图。</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <location filename="../../algorithms/products/share_map.py" />
   <source>HTML files (*.html)</source>
   <translation>HTML 文件 (*.html)</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>1 InSAR</source>
   <translation>1 InSAR</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <location filename="../../ui/steps.py" />
   <source>2 Factors</source>
   <translation>2 因子</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>3 Analysis</source>
   <translation>3 分析</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>4 Prediction</source>
   <translation>4 预测</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>5 Decisions</source>
   <translation>5 决策</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <source>“{given}” is not a value of {key}; use one of {values}, or its number.</source>
   <translation>“{given}”不是 {key} 的值；请用 {values} 之一，或其编号。</translation>
  </message>
  <message>
   <location filename="../../algorithms/base.py" />
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>automatic</source>
   <translation>自动</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/alarm_areas.py" />
   <source>Number, the largest first</source>
   <translation>编号，最大者在前</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/alarm_areas.py" />
   <source>Earliest onset</source>
   <translation>最早的起始时间</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/alarm_areas.py" />
   <source>First called at</source>
   <translation>首次报警时间</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/alarm_areas.py" />
   <source>Mean rate before [mm/yr]</source>
   <translation>之前的平均速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/alarm_areas.py" />
   <source>Mean rate after [mm/yr]</source>
   <translation>之后的平均速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/alarm_areas.py" />
   <source>Change of the mean rate [mm/yr], + up</source>
   <translation>平均速率的变化 [mm/yr]，向上为正</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/alarm_areas.py" />
   <source>Mean step [mm], + up</source>
   <translation>平均阶跃 [mm]，向上为正</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/alarm_areas.py" />
   <source>Smallest chance of as much without a change</source>
   <translation>无变化时出现同样结果的最小概率</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Detect changes</source>
   <translation>检测变化</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>&lt;p&gt;Holds every epoch after a date against what was expected of it &lt;b&gt;before it came&lt;/b&gt;, and calls the points whose motion changed: a new rate, a stop, a step. The expectation comes from one of: a model saved by “LSTM forecast” (MODEL), the date itself (SINCE: each point's own trend and season until then, carried on under the noise of the series), or the layer's forecast fields.&lt;/p&gt;&lt;p&gt;What all points do together at a date – atmosphere, reference – is taken out and shown in the report. So is the noise that neighbours share: each point, and places of several sizes about it, are seen against what their surroundings foretell there (kriging, with the correlation that the past shows). The rest is made independent from epoch to epoch, and the likelihood ratio over all onsets and kinds of change is followed (a generalised CUSUM). A change must last two epochs. The threshold is such that no more points are called by chance than FALSE_ALARMS per 1,000 point-years, all tests together. A change wider than WIDEST with its surroundings cannot be told from atmosphere.&lt;/p&gt;&lt;p&gt;Fields: &lt;b&gt;alarm&lt;/b&gt; (point, area, both), &lt;b&gt;kind&lt;/b&gt; (rate, step), &lt;b&gt;onset&lt;/b&gt;, &lt;b&gt;found&lt;/b&gt;, &lt;b&gt;rate_before&lt;/b&gt;, &lt;b&gt;rate_after&lt;/b&gt; ± &lt;b&gt;rate_after_std&lt;/b&gt; [mm/yr], &lt;b&gt;rate_change&lt;/b&gt;, &lt;b&gt;step&lt;/b&gt; [mm], &lt;b&gt;unwrapping&lt;/b&gt; (1: near a multiple of 28 mm), &lt;b&gt;p&lt;/b&gt;, &lt;b&gt;support&lt;/b&gt; (share of the neighbours that agree), &lt;b&gt;width&lt;/b&gt; (radius of the place that called it) and &lt;b&gt;taken_out&lt;/b&gt; (noise taken out at the last date [mm]). Expected values and their 90 % intervals are written as FYYYYMMDD, for the series viewer. An alarm says that something changed, not why.&lt;/p&gt;</source>
   <translation>&lt;p&gt;把某日之后的每个历元与&lt;b&gt;其到来之前&lt;/b&gt;对它的预期相比，找出运动发生变化的点：新的速率、停止、阶跃。预期来自以下之一：“LSTM 预测”保存的模型（MODEL）、日期本身（SINCE：每个点到该日为止自身的趋势和季节项，按序列的噪声向后延续），或图层的预测字段。&lt;/p&gt;&lt;p&gt;所有点在某日共同发生的变化——大气、参考——会被扣除并在报告中显示。邻点共有的噪声也一样：每个点及其周围几种大小的地块，都与周边对该处的推算相比（克里金法，相关性取自过去的数据）。其余部分化为各历元相互独立，再跟踪对所有起始时间和变化类型的似然比（广义 CUSUM）。变化须持续两个历元。阈值使各项检验合计偶然报警的点不多于每 1,000 点·年 FALSE_ALARMS 个。比 WIDEST 及其周边还宽的变化无法与大气区分。&lt;/p&gt;&lt;p&gt;字段：&lt;b&gt;alarm&lt;/b&gt;（point、area、both）、&lt;b&gt;kind&lt;/b&gt;（rate、step）、&lt;b&gt;onset&lt;/b&gt;、&lt;b&gt;found&lt;/b&gt;、&lt;b&gt;rate_before&lt;/b&gt;、&lt;b&gt;rate_after&lt;/b&gt; ± &lt;b&gt;rate_after_std&lt;/b&gt; [mm/yr]、&lt;b&gt;rate_change&lt;/b&gt;、&lt;b&gt;step&lt;/b&gt; [mm]、&lt;b&gt;unwrapping&lt;/b&gt;（1：接近 28 mm 的倍数）、&lt;b&gt;p&lt;/b&gt;、&lt;b&gt;support&lt;/b&gt;（方向一致的邻点比例）、&lt;b&gt;width&lt;/b&gt;（报警地块的半径）和 &lt;b&gt;taken_out&lt;/b&gt;（最后一个日期扣除的噪声 [mm]）。预期值及其 90 % 区间写为 FYYYYMMDD，序列查看器会显示它们。报警只说明有变化，不说明原因。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Points with new epochs</source>
   <translation>含新历元的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Such as “Update series” makes.</source>
   <translation>例如“更新序列”的结果。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>New since</source>
   <translation>新历元始于</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Epochs after this day are new, such as 2023-06-30. With a model, empty takes the last epoch it was trained on; without both, the layer's forecast fields FYYYYMMDD are what was expected.</source>
   <translation>此日之后的历元为新，例如 2023-06-30。使用模型时，留空则取训练所用的最后历元；两者都没有时，以图层的预测字段 FYYYYMMDD 为预期。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Made by “LSTM forecast” before.</source>
   <translation>先前由“LSTM 预测”生成。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <location filename="../../algorithms/rate/predict_rate.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Model file</source>
   <translation>模型文件</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Model files (*.npz)</source>
   <translation>模型文件 (*.npz)</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Of the model's training.</source>
   <translation>模型训练所用。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <source>Static factors</source>
   <translation>静态因子</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>The fields that the model was trained with, in the same order.</source>
   <translation>模型训练所用的字段，顺序相同。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>False alarms per 1,000 point-years</source>
   <translation>每 1,000 点·年的误报数</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Points that may be called by chance, where nothing changes; 1 for 10,000 points is ten in a year.</source>
   <translation>在没有变化时偶然报警的点数；取 1 时，10,000 个点每年十个。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Radius of neighbours (m)</source>
   <translation>邻点半径（m）</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>At most 24 neighbours within it are judged together with a point; 0 judges each point alone.</source>
   <translation>半径内至多 24 个邻点与该点一起判断；0 表示每个点单独判断。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Radius of the widest places (m)</source>
   <translation>最宽地块的半径（m）</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Places twice as wide again and again, up to this, are judged against their surroundings; 0: none.</source>
   <translation>逐级加宽一倍、直至此半径的地块，都与其周边相比较；0：不作比较。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <location filename="../../subsidence/changes/report.py" />
   <source>Alarms</source>
   <translation>报警</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>All points with what was found.</source>
   <translation>所有点及判断结果。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <location filename="../../subsidence/changes/report.py" />
   <source>Areas</source>
   <translation>区域</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Three or more alarms that lie together.</source>
   <translation>三个或更多相邻的报警。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Points that changed</source>
   <translation>发生变化的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Points called at the last epoch</source>
   <translation>在最后历元报警的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Areas that changed</source>
   <translation>发生变化的区域</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Changes since {date}; rates in mm/yr, steps in mm, positive up.</source>
   <translation>{date} 以来的变化；速率单位 mm/yr，阶跃单位 mm，向上为正。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Areas whose motion changed since {date}.</source>
   <translation>{date} 以来运动发生变化的区域。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <location filename="../../subsidence/jobs/forecast_steps.py" />
   <source>each point's own trend and season until {date}</source>
   <translation>每个点到 {date} 为止自身的趋势和季节项</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Say what the new epochs are held against: a date (SINCE), a model file (MODEL), or forecast fields FYYYYMMDD with _lo and _hi at dates that the layer has displacements of.</source>
   <translation>请说明新历元与什么相比：日期（SINCE）、模型文件（MODEL），或图层有位移的日期上的预测字段 FYYYYMMDD 及其 _lo 和 _hi。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>the layer's forecast fields, read as 90 % intervals</source>
   <translation>图层的预测字段，按 90 % 区间读取</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <location filename="../../subsidence/jobs/forecast_steps.py" />
   <source>The layer must have epochs before and after {date}, the end of what the model knows.</source>
   <translation>图层在 {date}（模型所知的终点）之前和之后都须有历元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <location filename="../../subsidence/jobs/forecast_steps.py" />
   <source>Some new epochs lie beyond the horizon that the model's backtest judged.</source>
   <translation>有些新历元超出模型回测所检验的时段。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <location filename="../../subsidence/jobs/forecast_steps.py" />
   <source>the model {name}, as of {date}</source>
   <translation>模型 {name}，截至 {date}</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <location filename="../../subsidence/changes/report.py" />
   <source>area</source>
   <translation>区域</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <location filename="../../subsidence/changes/report.py" />
   <source>point</source>
   <translation>点</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>point and area</source>
   <translation>点和区域</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Alone, with neighbours, empty: no; NULL: not judged</source>
   <translation>单独、连同邻点，空：未报警；NULL：未判断</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>What changed: rate or step</source>
   <translation>何种变化：速率或阶跃</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>When the change began</source>
   <translation>变化开始的时间</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Epoch at which it was called</source>
   <translation>报警的历元</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Rate before [mm/yr]</source>
   <translation>之前的速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Rate after [mm/yr]</source>
   <translation>之后的速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Standard error of the change of rate [mm/yr]</source>
   <translation>速率变化的标准误差 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Change of rate [mm/yr], + up</source>
   <translation>速率变化 [mm/yr]，向上为正</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Step [mm], + up</source>
   <translation>阶跃 [mm]，向上为正</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Step near a multiple of 28 mm (1)</source>
   <translation>阶跃接近 28 mm 的倍数（1）</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Chance of as much without a change</source>
   <translation>无变化时出现同样结果的概率</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Share of the neighbours that lean the same way</source>
   <translation>方向相同的邻点比例</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Radius of the place that called it [m]</source>
   <translation>报警地块的半径 [m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Noise taken out at the last date [mm]</source>
   <translation>最后一个日期扣除的噪声 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Expected {date} [mm]</source>
   <translation>预期 {date} [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Expected {date}, lower [mm]</source>
   <translation>预期 {date}，下限 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/detect_changes.py" />
   <source>Expected {date}, upper [mm]</source>
   <translation>预期 {date}，上限 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Update series</source>
   <translation>更新序列</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>&lt;p&gt;Joins a newer delivery of the same area – a LiCSBAS run with later images, the next release of EGMS, newer OPERA dates – to an older layer. Points that are each other's nearest within a radius are the same; each newer series is shifted by the median of its differences over the common epochs, so that it stands in the older frame, and its later epochs are appended. Other attributes, clusters and forecasts of the older layer are kept; the rate is computed anew, and its old standard deviation is left out.&lt;/p&gt;&lt;p&gt;Counted and said: what matched, is lost, is new, whose past was revised by more than 3 mm, and whether all points together move against the older layer (then a reference moves; refer both to the same ground first). New fields: &lt;b&gt;update&lt;/b&gt; (matched, lost, new), &lt;b&gt;match_distance&lt;/b&gt; [m], &lt;b&gt;tie&lt;/b&gt; [mm, added to the newer series], &lt;b&gt;revised&lt;/b&gt; [mm].&lt;/p&gt;&lt;p&gt;Without a common epoch nothing can be tied, and the run ends in a sentence.&lt;/p&gt;</source>
   <translation>&lt;p&gt;把同一区域的较新数据——含后来影像的 LiCSBAS 结果、EGMS 的下一版、OPERA 的新日期——接到较旧的图层上。在半径内互为最近的点视为同一点；每条较新序列按共同历元上差值的中位数平移，使其处于较旧的基准，再接上其后的历元。较旧图层的其他属性、聚类和预测保留；速率重新计算，旧的标准差不再保留。&lt;/p&gt;&lt;p&gt;会统计并说明：哪些匹配、哪些消失、哪些新增，哪些点的过去被修订超过 3 mm，以及所有点是否整体相对较旧图层移动（那是某个参考在移动；请先把两者都归算到同一地面）。新字段：&lt;b&gt;update&lt;/b&gt;（matched、lost、new）、&lt;b&gt;match_distance&lt;/b&gt; [m]、&lt;b&gt;tie&lt;/b&gt; [mm，加到较新序列上]、&lt;b&gt;revised&lt;/b&gt; [mm]。&lt;/p&gt;&lt;p&gt;没有共同历元则无法衔接，运行以一句说明结束。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Older points</source>
   <translation>较旧的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>The layer that is to be brought up to date.</source>
   <translation>要更新的图层。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Newer points</source>
   <translation>较新的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>The newer delivery, with some epochs of the older; any CRS.</source>
   <translation>较新的数据，须含较旧数据的若干历元；任意坐标系。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Radius (m)</source>
   <translation>半径 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Points no farther apart can be the same: half a pixel for grids, 5–10 m for persistent scatterers.</source>
   <translation>相距不超过此值的点可视为同一点：格网取半个像元，永久散射体取 5–10 m。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Values at common epochs</source>
   <translation>共同历元上的值</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Older ones stay what forecasts were made from; newer ones may be better processed.</source>
   <translation>较旧的值是预测所依据的；较新的值可能处理得更好。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>the newer layer's</source>
   <translation>较新图层的</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>the older layer's</source>
   <translation>较旧图层的</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Add new points</source>
   <translation>加入新的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Points that only the newer layer has, tied by the median shift of all; their earlier epochs are NULL.</source>
   <translation>只有较新图层才有的点，按所有点的中位平移量衔接；其较早历元为 NULL。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Unit of the newer points</source>
   <translation>较新点的单位</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Unit of the newer layer's displacement fields.</source>
   <translation>较新图层位移字段的单位。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>The points with all epochs, in mm.</source>
   <translation>含所有历元的点，单位 mm。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Updated points</source>
   <translation>更新后的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Points that matched</source>
   <translation>匹配的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Points that only the older layer has</source>
   <translation>只有较旧图层才有的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Points that only the newer layer has</source>
   <translation>只有较新图层才有的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Points whose past was revised</source>
   <translation>过去被修订的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Epochs appended</source>
   <translation>接上的历元</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Last day of the older layer, as YYYYMMDD</source>
   <translation>较旧图层的最后一天，写作 YYYYMMDD</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <location filename="../../subsidence/jobs/point_steps.py" />
   <source>{matched} points matched, {lost} lost, {new} new; {epochs} epochs appended.</source>
   <translation>匹配 {matched} 个点，消失 {lost} 个，新增 {new} 个；接上 {epochs} 个历元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <location filename="../../subsidence/jobs/point_steps.py" />
   <source>The newer delivery has no epoch after {date}.</source>
   <translation>较新数据没有 {date} 之后的历元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Displacement in mm and rate in mm/yr, brought up to date; subsidence is negative.</source>
   <translation>更新后的位移（mm）和速率（mm/yr）；沉降为负。</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Rate [mm/yr], + up</source>
   <translation>速率 [mm/yr]，+ 向上</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Matched, lost or new</source>
   <translation>匹配、消失或新增</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Distance of the matched points [m]</source>
   <translation>匹配点的距离 [m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>Added to the newer series [mm]</source>
   <translation>加到较新序列上的量 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <source>RMS difference over the common epochs, tied [mm]</source>
   <translation>衔接后共同历元上的均方根差 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/changes/update_series.py" />
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Displacement {date} [mm], + up</source>
   <translation>{date} 的位移 [mm]，+ 向上</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>K-Shape clustering of time series</source>
   <translation>时间序列的 K-Shape 聚类</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>&lt;p&gt;Groups points whose displacement series have the &lt;b&gt;same shape&lt;/b&gt; (steady, seasonal, slowing down …), whatever the size of the motion, and also when it comes a little earlier or later. Use it before the rate prediction and the forecast, which learn one model per cluster.&lt;/p&gt;&lt;p&gt;Series are put on a regular time step (linear interpolation), smoothed, brought to mean 0 and spread 1, and compared by the shape-based distance, 0 (same shape) to 2 (opposite). Each cluster's shape is the leading eigenvector of its aligned members. Several random starts are made and the best is kept. Clusters are numbered by their mean rate: &lt;b&gt;cluster 1 sinks most&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;With 0 clusters the number is found at the knee: the number whose root-mean-square distance lies deepest below the straight line from one cluster to the largest number tried. The report says why, and how far the starts agree; on noisy series they may not.&lt;/p&gt;&lt;p&gt;New fields: &lt;b&gt;cluster&lt;/b&gt;, &lt;b&gt;sbd&lt;/b&gt; (distance to the cluster's shape), &lt;b&gt;sbd_margin&lt;/b&gt; (how much farther the next shape is; near 0 the point lies between two clusters). Points whose series is constant or misses too many values get NULL.&lt;/p&gt;&lt;p&gt;Source: Paparrizos, J., and Gravano, L. (2015), k-Shape, &lt;i&gt;SIGMOD&lt;/i&gt;, 1855–1870.&lt;/p&gt;</source>
   <translation>&lt;p&gt;把位移序列&lt;b&gt;形状相同&lt;/b&gt;（匀速、季节性、减缓……）的点归为一类，不论运动大小，也不论稍早或稍晚。请在速率预测和序列预测之前使用，它们对每个聚类各学习一个模型。&lt;/p&gt;&lt;p&gt;序列先插值到规则时间步（线性插值），经平滑、标准化为均值 0 和离散度 1，再用形状距离比较，0 表示形状相同，2 表示相反。每个聚类的形状是其对齐成员的首要特征向量。多次随机起始，保留最好的一次。聚类按平均速率编号：&lt;b&gt;聚类 1 下沉最多&lt;/b&gt;。&lt;/p&gt;&lt;p&gt;聚类数为 0 时取拐点：均方根距离在“一个聚类到最大尝试数”连线之下最深处的聚类数。报告说明理由以及各次起始的一致程度；噪声大的序列可能不一致。&lt;/p&gt;&lt;p&gt;新字段：&lt;b&gt;cluster&lt;/b&gt;、&lt;b&gt;sbd&lt;/b&gt;（到所属聚类形状的距离）、&lt;b&gt;sbd_margin&lt;/b&gt;（次近形状远出多少；接近 0 表示该点位于两个聚类之间）。序列为常数或缺值过多的点为 NULL。&lt;/p&gt;&lt;p&gt;来源：Paparrizos, J., and Gravano, L. (2015), k-Shape, &lt;i&gt;SIGMOD&lt;/i&gt;, 1855–1870.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Number of clusters (0 = find it)</source>
   <translation>聚类数（0 = 自动）</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>0 finds the number by the knee of the inertia over 1 … the largest number to try.</source>
   <translation>0 表示在 1 到最大尝试数之间按惯性的拐点确定。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Largest number of clusters to try</source>
   <translation>最大尝试聚类数</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>For the elbow; used when the number is 0, or when the elbow table or the report is asked for.</source>
   <translation>用于肘部曲线；在聚类数为 0，或要求肘部表或报告时使用。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Starts</source>
   <translation>起始次数</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>The best of so many starts from series that lie far apart is kept. Three mostly find what ten random ones do; more tell better how steady the answer is. In layers of more than 4,000 points the starts are compared on a sample, and every point is assigned at the end.</source>
   <translation>从相距较远的序列出发若干次，保留最好的结果。三次多半能找到十次随机起始所找到的结果；次数更多可更好地说明答案有多稳定。超过 4,000 个点的图层先在样本上比较各次起始，最后为每个点归类。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Runs of a consensus (0 = none)</source>
   <translation>共识的运行次数（0 = 不用）</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Instead of the best of the starts: what so many runs agree on, each on four fifths of the series; 20 take about twice as long as ten starts. Noisy layers then depend less on chance, and cluster_sure says how many runs put a point into its cluster.</source>
   <translation>不取各次起始中最好的一次，而取这么多次运行一致认可的结果，每次只用五分之四的序列；20 次约需十次起始的两倍时间。噪声大的图层因此较少受偶然影响，cluster_sure 说明有多少次运行把某点归入其聚类。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Smoothing before the comparison</source>
   <translation>比较前的平滑</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>None; moving mean; local regression (straight line, tricube weights); low rank (the patterns that stand out of the noise of all series). Noise makes K-Shape unstable: smoothing by local regression was measured to help noisy series and not to hurt clean ones.</source>
   <translation>无；移动平均；局部回归（直线，三次权）；低秩（从全部序列的噪声中突出的模式）。噪声使 K-Shape 不稳定：实测局部回归平滑有助于噪声大的序列，且不损害干净的序列。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <location filename="../../subsidence/analysis/grey.py" />
   <source>None</source>
   <translation>无</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Moving mean</source>
   <translation>移动平均</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Local regression</source>
   <translation>局部回归</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Low rank</source>
   <translation>低秩</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Smoothing window (epochs, 0 = automatic)</source>
   <translation>平滑窗口（历元数，0 = 自动）</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Automatic: for local regression a quarter of the series, at least 3 epochs and at most 252 days, so that a season is left whatever the step; for the moving mean half of that.</source>
   <translation>自动：局部回归取序列的四分之一，至少 3 个历元、至多 252 天，因此无论步长如何都保留季节变化；移动平均取其一半。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Time step (days, 0 = median interval)</source>
   <translation>时间步（天，0 = 间隔中位数）</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Series are interpolated linearly to this regular step; regular series stay as they are.</source>
   <translation>序列线性插值到此规则步长；本来规则的序列保持不变。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Longest gap to bridge (days)</source>
   <translation>可跨越的最长间隔（天）</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>A longer interval between epochs is refused, and points without values for longer get no cluster; 0 bridges any gap.</source>
   <translation>历元之间更长的间隔会被拒绝，缺值更久的点不归入任何聚类；0 表示任何间隔都可跨越。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Largest share of missing values</source>
   <translation>缺失值的最大比例</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Points that miss a larger share of the epochs get no cluster.</source>
   <translation>缺失历元比例更大的点不归入任何聚类。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Engine</source>
   <translation>计算引擎</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>The built-in engine, or tslearn for comparison: much slower, the same answer from the same seed. The package must be installed; before version 0.7 it aligned series one epoch off, which is mended here.</source>
   <translation>内置引擎，或用于对照的 tslearn：慢得多，同一种子得到同样的答案。须已安装该软件包；0.7 版之前它对齐序列时差一个历元，此处已修正。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Built-in</source>
   <translation>内置</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Device of the built-in engine</source>
   <translation>内置引擎的计算设备</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>The processor, or a CUDA graphics card through torch.</source>
   <translation>处理器，或经由 torch 使用的 CUDA 显卡。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Processor</source>
   <translation>处理器</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Points with clusters</source>
   <translation>带聚类的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>The points with cluster, sbd and sbd_margin.</source>
   <translation>带有 cluster、sbd 和 sbd_margin 的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Shapes of the clusters</source>
   <translation>聚类的形状</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>One row per cluster and epoch: the shape (mean 0, spread 1), the mean of the members as they are, and mean and spread of the members in mm.</source>
   <translation>每个聚类每个历元一行：形状（均值 0、离散度 1）、成员原样的均值，以及成员的均值和离散度（mm）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Elbow</source>
   <translation>肘部表</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>One row per number of clusters: inertia, depth of the knee, silhouette, agreement of starts.</source>
   <translation>每个聚类数一行：惯性、拐点深度、轮廓系数、各次起始的一致性。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Number of clusters</source>
   <translation>聚类数</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Inertia: mean squared distance to the own shape</source>
   <translation>惯性：到所属形状的均方距离</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Agreement between starts (adjusted Rand index)</source>
   <translation>各次起始的一致性（调整兰德指数）</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Cluster (1 sinks most)</source>
   <translation>聚类（1 下沉最多）</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Shape-based distance to the cluster's shape [0–2]</source>
   <translation>到所属聚类形状的形状距离 [0–2]</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Next shape farther by; near 0: between two</source>
   <translation>与次近形状的距离差；接近 0：介于两者之间</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Share of the runs that agree [0–1]</source>
   <translation>一致的运行所占比例 [0–1]</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>K-Shape clusters of displacement series; cluster 1 has the lowest mean rate.</source>
   <translation>位移序列的 K-Shape 聚类；聚类 1 的平均速率最低。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Points in the cluster</source>
   <translation>聚类中的点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Shape (mean 0, spread 1)</source>
   <translation>形状（均值 0，离散度 1）</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Members' mean (mean 0, spread 1), not moved in time</source>
   <translation>成员均值（均值 0，离散 1），未作时间平移</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>16th percentile of the same</source>
   <translation>同上，第 16 百分位</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>84th percentile of the same</source>
   <translation>同上，第 84 百分位</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Mean displacement of the members [mm]</source>
   <translation>成员的平均位移 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Spread of the members' displacements [mm]</source>
   <translation>成员位移的离散度 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Shapes of the K-Shape clusters.</source>
   <translation>K-Shape 聚类的形状。</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Mean squared shape-based distance to the own shape</source>
   <translation>到所属形状的均方形状距离</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Depth below the line from first to last [0–1]</source>
   <translation>首末连线之下的深度 [0–1]</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Mean silhouette on a sample [−1–1]</source>
   <translation>样本的平均轮廓系数 [−1–1]</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Number at the knee</source>
   <translation>拐点处的聚类数</translation>
  </message>
  <message>
   <location filename="../../algorithms/clustering/kshape_clustering.py" />
   <source>Number that was used</source>
   <translation>采用的聚类数</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Buffer rings</source>
   <translation>缓冲环</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>&lt;p&gt;Makes rings around the features of a layer, dissolved over all features, &lt;b&gt;each ring less the smaller ones&lt;/b&gt; (buffer and erase), so that together they cover the surroundings once. Distances are in metres in any CRS; in a geographic CRS, and in one that distorts lengths by more than 1 % (Mercator), the rings are made on a local plane, and across 180° they are cut there.&lt;/p&gt;&lt;p&gt;Give the outer edges as a list, or leave the list empty and give a width and a count. The first ring includes the features themselves. Rings are clipped to the extent and to the study area.&lt;/p&gt;&lt;p&gt;Fields: &lt;b&gt;ring&lt;/b&gt; (1, 2, 3 …), &lt;b&gt;from_m&lt;/b&gt;, &lt;b&gt;to_m&lt;/b&gt;, &lt;b&gt;area_m2&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;After the buffer and erasure analysis of Zhou, Zuo and Zhao (2022), &lt;i&gt;Remote Sensing&lt;/i&gt; 14(8), 1803.&lt;/p&gt;</source>
   <translation>&lt;p&gt;在图层要素周围生成环带，对所有要素融合，&lt;b&gt;每个环减去更小的环&lt;/b&gt;（缓冲与擦除），使它们合起来只覆盖周围一次。在任何 CRS 中距离都以米计；在地理 CRS 以及长度变形超过 1 % 的 CRS（墨卡托）中，环带在局部平面上生成，跨 180° 时在那里切开。&lt;/p&gt;&lt;p&gt;以列表给出外缘，或让列表留空并给出宽度和数目。第一个环包含要素本身。环带会裁剪到范围和研究区。&lt;/p&gt;&lt;p&gt;字段：&lt;b&gt;ring&lt;/b&gt;（1、2、3 …）、&lt;b&gt;from_m&lt;/b&gt;、&lt;b&gt;to_m&lt;/b&gt;、&lt;b&gt;area_m2&lt;/b&gt;。&lt;/p&gt;&lt;p&gt;依据 Zhou、Zuo 和 Zhao（2022）的缓冲与擦除分析，&lt;i&gt;Remote Sensing&lt;/i&gt; 14(8), 1803。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Features</source>
   <translation>要素</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Points, lines or polygons to make rings around.</source>
   <translation>要在其周围生成环的点、线或面。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Outer edges of the rings (m)</source>
   <translation>各环的外缘 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Distances with commas between, such as 200,400,600; empty uses width and count.</source>
   <translation>以逗号分隔的距离，例如 200,400,600；留空则使用宽度和个数。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Ring width (m)</source>
   <translation>环宽 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Used when no distances are given.</source>
   <translation>未给出距离时使用。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Number of rings</source>
   <translation>环数</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Clip the rings to this rectangle; empty clips nothing.</source>
   <translation>按此矩形裁剪；留空则不裁剪。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <location filename="../../algorithms/insar/licsar_download.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <location filename="../../algorithms/products/cube_import.py" />
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_egms.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <location filename="../../algorithms/products/import_store.py" />
   <source>Extent</source>
   <translation>范围</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Study area</source>
   <translation>研究区</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Clip the rings to these polygons.</source>
   <translation>按这些面裁剪环。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Add the rest of the study area</source>
   <translation>加上研究区的其余部分</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Add a last polygon with what lies beyond the largest distance (to_m is NULL); needs an extent or a study area.</source>
   <translation>加上最后一个面，即最大距离以外的部分（to_m 为 NULL）；需要范围或研究区。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Pieces per quarter circle</source>
   <translation>每四分之一圆的段数</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>More pieces make rounder rings: with 32 the edge lies at most 0.03 % of the distance inside.</source>
   <translation>段数越多，环越圆：32 段时边缘至多比应有距离偏内 0.03 %。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>One multipolygon per ring.</source>
   <translation>每个环一个多部件面。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Rings</source>
   <translation>环</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>The rest of the study area needs an extent or a study area.</source>
   <translation>研究区的其余部分需要给出范围或研究区。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>No ring around “{name}” reaches the study area; check both CRS and the distances.</source>
   <translation>“{name}”周围没有环到达研究区；请检查两者的坐标系和距离。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>{count} rings lie outside the study area and are left out.</source>
   <translation>{count} 个环位于研究区之外，已略去。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Number of the ring, from the inside</source>
   <translation>环的编号，由内向外</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Inner edge (m)</source>
   <translation>内缘 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Outer edge (m)</source>
   <translation>外缘 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Area (m²)</source>
   <translation>面积 (m²)</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/buffer_rings.py" />
   <source>Rings around {name}, each less the smaller ones.</source>
   <translation>{name} 周围的环，每个环去掉更小的环。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Distance factors</source>
   <translation>距离因子</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>&lt;p&gt;Adds the distance from every point to the nearest feature of each layer: faults, subway lines, buildings, wells, rivers. Distances are to the &lt;b&gt;nearest point of the feature&lt;/b&gt; (not its centre), in &lt;b&gt;metres&lt;/b&gt;: planar in a projected CRS, on the ellipsoid in a geographic one and where the projection is off by more than 1 %, as Mercator is away from the equator. Inside a polygon the distance is 0. A layer may mix points, lines and polygons. Layers may have any CRS; they are brought into that of the points.&lt;/p&gt;&lt;p&gt;Fields: &lt;b&gt;dist_&amp;lt;layer&amp;gt;&lt;/b&gt; (m); with a ring width &lt;b&gt;ring_&amp;lt;layer&amp;gt;&lt;/b&gt;, the outer edge of the ring the point lies in (m); with a radius &lt;b&gt;count_&amp;lt;layer&amp;gt;&lt;/b&gt;, the features that come within it, and &lt;b&gt;density_&amp;lt;layer&amp;gt;&lt;/b&gt;, features per km² (lines: km of line per km²); on request &lt;b&gt;bearing_&amp;lt;layer&amp;gt;&lt;/b&gt;, the direction to the nearest point.&lt;/p&gt;&lt;p&gt;Features may have dates, such as a line under construction: given a date, only the features that exist then count; per epoch, one field &lt;b&gt;dist_&amp;lt;layer&amp;gt;_YYYYMMDD&lt;/b&gt; is added for every displacement epoch, usable as a factor series with the prefix dist_&amp;lt;layer&amp;gt;_.&lt;/p&gt;</source>
   <translation>&lt;p&gt;为每个点添加到各图层最近要素的距离：断层、地铁线、建筑物、水井、河流。距离取到&lt;b&gt;要素最近的点&lt;/b&gt;（而不是其中心），以&lt;b&gt;米&lt;/b&gt;计：投影 CRS 中为平面距离，地理 CRS 以及投影误差超过 1 % 时（如远离赤道的墨卡托）在椭球上计算。多边形内距离为 0。一个图层可以混有点、线和多边形。图层可为任何 CRS，会转换到点的 CRS。&lt;/p&gt;&lt;p&gt;字段：&lt;b&gt;dist_&amp;lt;layer&amp;gt;&lt;/b&gt; (m)；给出环宽时有 &lt;b&gt;ring_&amp;lt;layer&amp;gt;&lt;/b&gt;，即点所在环的外缘 (m)；给出半径时有 &lt;b&gt;count_&amp;lt;layer&amp;gt;&lt;/b&gt;（半径内的要素数）和 &lt;b&gt;density_&amp;lt;layer&amp;gt;&lt;/b&gt;（每 km² 的要素数；线为每 km² 的线长 km）；按需还有 &lt;b&gt;bearing_&amp;lt;layer&amp;gt;&lt;/b&gt;，即到最近点的方向。&lt;/p&gt;&lt;p&gt;要素可以有日期，例如在建线路：给出日期时只计当时存在的要素；按历元时，为每个位移历元添加一个字段 &lt;b&gt;dist_&amp;lt;layer&amp;gt;_YYYYMMDD&lt;/b&gt;，可以用前缀 dist_&amp;lt;layer&amp;gt;_ 作为因子序列。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>The points that get the new fields; any CRS.</source>
   <translation>要添加新字段的点；任何坐标系。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Layers to measure to</source>
   <translation>要量测距离的图层</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Point, line or polygon layers of any CRS. The field names come from the layers' names.</source>
   <translation>任何坐标系的点、线或面图层。字段名来自图层名。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Width of the rings of the field ring_&lt;layer&gt;; 0 gives exact distances only.</source>
   <translation>字段 ring_&lt;layer&gt; 的环宽；0 表示只给精确距离。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Names of the layers</source>
   <translation>图层的名称</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Names for the fields, in the order of the layers, with commas between; empty takes the layers' names.</source>
   <translation>用于字段的名称，按图层顺序以逗号分隔；留空则取图层名。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Only features where</source>
   <translation>只取满足条件的要素</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>An expression such as "line" = '12'. It is applied to the layers that have all its fields; the others keep all their features.</source>
   <translation>表达式，例如 "line" = '12'。它用于含有全部所需字段的图层；其他图层保留全部要素。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Field with the first date</source>
   <translation>起始日期字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>From this date on a feature counts (date, text such as 2018-03-06, or year). NULL: from ever.</source>
   <translation>要素从该日期起计入（日期、2018-03-06 之类的文本或年份）。NULL：一直存在。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Field with the last date</source>
   <translation>结束日期字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Until this date a feature counts. NULL: for ever.</source>
   <translation>要素到该日期为止计入。NULL：永远存在。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>As of date</source>
   <translation>截至日期</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Count only the features that exist on this date, such as 2018-03-06; empty counts all.</source>
   <translation>只计该日期存在的要素，例如 2018-03-06；留空则全部计入。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Distance at every epoch</source>
   <translation>每个历元的距离</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>For layers with dates, add a distance for each displacement epoch of the points.</source>
   <translation>对带日期的图层，为点的每个位移历元加一个距离。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Radius for counts and density (m)</source>
   <translation>计数和密度的半径 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Count the features that come within this radius of each point; 0 counts none.</source>
   <translation>统计每个点此半径内的要素；0 表示不统计。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Direction to the nearest point</source>
   <translation>到最近点的方向</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>In degrees clockwise from north (from grid north in a projected CRS).</source>
   <translation>从北顺时针的度数（投影坐标系中从坐标北起）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Points with distances</source>
   <translation>带距离的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>No vector layer to measure distances to was given.</source>
   <translation>没有给出用于量测距离的矢量图层。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>the date</source>
   <translation>该日期</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>{name}: {count} features</source>
   <translation>{name}：{count} 个要素</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Distances in metres to the nearest point of the features of each layer.</source>
   <translation>到各图层要素最近点的距离，单位米。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <location filename="../../subsidence/jobs/factor_steps.py" />
   <source>No feature of “{name}” exists on {date}.</source>
   <translation>“{name}”在 {date} 没有存在的要素。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <location filename="../../algorithms/factors/series_sources.py" />
   <location filename="../../subsidence/jobs/factor_steps.py" />
   <source>The nearest feature of “{name}” is {km:.0f} km away from the points; is its CRS right?</source>
   <translation>“{name}”最近的要素距各点 {km:.0f} km；它的坐标系对吗？</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Distance to {name} (m)</source>
   <translation>到 {name} 的距离 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Outer edge of the ring around {name} (m)</source>
   <translation>{name} 周围环的外缘 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Direction to {name} (degrees from north)</source>
   <translation>到 {name} 的方向（自北起的度数）</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <location filename="../../subsidence/jobs/factor_steps.py" />
   <source>At {count} of {total} epochs no feature of “{name}” exists; the distance is NULL there.</source>
   <translation>在 {total} 个历元中的 {count} 个，“{name}”没有存在的要素；该处距离为 NULL。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Distance to {name} on {date} (m)</source>
   <translation>{date} 到 {name} 的距离 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Length of {name} within {radius:g} m (km per km²)</source>
   <translation>{radius:g} m 内 {name} 的长度（km/km²）</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Density of {name} within {radius:g} m (per km²)</source>
   <translation>{radius:g} m 内 {name} 的密度（个/km²）</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>Features of {name} within {radius:g} m</source>
   <translation>{radius:g} m 内 {name} 的要素数</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <location filename="../../subsidence/jobs/map_layers.py" />
   <source>{given} names are given for {layers} layers; give one for each.</source>
   <translation>给出了 {given} 个名称，但有 {layers} 个图层；请为每个图层给一个名称。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>The filter “{text}” is not an expression: {error}.</source>
   <translation>筛选“{text}”不是表达式：{error}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <source>No layer has the fields of the filter “{text}”; correct the field names.</source>
   <translation>没有图层含有筛选“{text}”所用的字段；请更正字段名。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/distance_factors.py" />
   <location filename="../../subsidence/jobs/factor_steps.py" />
   <source>No layer has the date fields “{start}” or “{end}”; say which fields hold the dates.</source>
   <translation>没有图层含有日期字段“{start}”或“{end}”；请指明哪些字段存放日期。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/factor_quality.py" />
   <source>Factor quality</source>
   <translation>因子质量</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/factor_quality.py" />
   <source>&lt;p&gt;A page to read before modelling. For every factor: missing values, range and histogram; correlation (Pearson, Spearman) and mutual information with the rate, and the curve of the rate over the factor; how far the other factors already tell it (variance inflation factor, VIF); and how smooth it is in space (Moran's I). Constant, doubled, lopsided and gappy factors are pointed out.&lt;/p&gt;&lt;p&gt;Mutual information (Kraskov et al. 2004) and Moran's I use at most 5,000 points drawn at random.&lt;/p&gt;</source>
   <translation>&lt;p&gt;建模前先读的一页。对每个因子给出：缺失值、取值范围和直方图；与速率的相关（Pearson、Spearman）和互信息，以及速率随因子变化的曲线；其他因子已能说明它多少（方差膨胀因子 VIF）；以及它在空间上的平滑程度（Moran's I）。常数、重复、偏斜和多缺口的因子会被指出。&lt;/p&gt;&lt;p&gt;互信息（Kraskov et al. 2004）和 Moran's I 至多使用随机抽取的 5,000 个点。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/factor_quality.py" />
   <source>Points with a rate and factors.</source>
   <translation>带有速率和因子的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/factor_quality.py" />
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>By default velocity.</source>
   <translation>默认为 velocity。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/factor_quality.py" />
   <source>Factors</source>
   <translation>因子</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/factor_quality.py" />
   <source>Numeric fields to look at.</source>
   <translation>要检查的数值字段。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/factor_quality.py" />
   <source>One row per factor.</source>
   <translation>每个因子一行。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/factor_quality.py" />
   <source>Quality</source>
   <translation>质量</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/factor_quality.py" />
   <source>Factors with a remark</source>
   <translation>有备注的因子</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/factor_quality.py" />
   <source>No factor was chosen.</source>
   <translation>没有选择因子。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/factor_quality.py" />
   <source>Quality of factors before modelling.</source>
   <translation>建模前的因子质量。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Ring width search</source>
   <translation>环宽搜索</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>&lt;p&gt;Which width of the rings around subway lines, faults or buildings predicts the rate best, and is it better than the exact distance? The question that Zhou, Zuo and Zhao (2022, &lt;i&gt;Remote Sensing&lt;/i&gt; 14(8), 1803) leave open, answered for your data.&lt;/p&gt;&lt;p&gt;Each width, and the exact distance, is given to the same additive regression, which is tested on blocks of ground it has not seen (block cross-validation), many times. Intervals come from resampling the blocks. &lt;b&gt;When several widths predict equally well within noise, the result says so&lt;/b&gt; and names no winner.&lt;/p&gt;&lt;p&gt;With several layers, all of them together are searched, and each by itself.&lt;/p&gt;</source>
   <translation>&lt;p&gt;地铁线、断层或建筑物周围的环取多宽最能预测速率，是否优于精确距离？这是 Zhou, Zuo and Zhao (2022, &lt;i&gt;Remote Sensing&lt;/i&gt; 14(8), 1803) 留下的问题，这里用您的数据回答。&lt;/p&gt;&lt;p&gt;每个宽度以及精确距离都交给同一个可加回归，并在它没有见过的地块上多次检验（分块交叉验证）。区间由对地块重抽样得到。&lt;b&gt;若几个宽度在噪声范围内预测得同样好，结果会如实说明&lt;/b&gt;，不指定优胜者。&lt;/p&gt;&lt;p&gt;给出多个图层时，先一起搜索，再逐个搜索。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Point, line or polygon layers of any CRS.</source>
   <translation>任何坐标系的点、线或面图层。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Ring widths (m)</source>
   <translation>环宽 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Widths to try, with commas between; the exact distance is always tried.</source>
   <translation>要尝试的宽度，以逗号分隔；精确距离总会尝试。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Block size (m)</source>
   <translation>地块大小 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Side of the squares that are held out; 0 takes the distance at which rates become unrelated.</source>
   <translation>留出方块的边长；0 表示取速率变得不相关的距离。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Folds</source>
   <translation>折数</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Parts into which the blocks are dealt.</source>
   <translation>地块分成的份数。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Repeats</source>
   <translation>重复次数</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Times the blocks are dealt anew.</source>
   <translation>重新分配地块的次数。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Widths</source>
   <translation>宽度</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>One row per width (0 = exact distance): error with interval, excess over the best, within noise.</source>
   <translation>每个宽度一行（0 = 精确距离）：误差及区间、超出最佳的部分、是否在噪声之内。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Width with the smallest error (0 = exact distance)</source>
   <translation>误差最小的宽度（0 = 精确距离）</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>How many other widths predict as well within noise</source>
   <translation>有多少其他宽度在噪声内预测得同样好</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Ring width (m), 0 = exact distance</source>
   <translation>环宽 (m)，0 = 精确距离</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>RMSE of held-out blocks (mm/yr)</source>
   <translation>留出地块的 RMSE (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>95 % of resampled blocks, lower end</source>
   <translation>重抽样分块的 95 %，下端</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>95 % of resampled blocks, upper end</source>
   <translation>重抽样分块的 95 %，上端</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Share of the variance that is predicted</source>
   <translation>可预测的方差比例</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Mean square error above the best width's (share)</source>
   <translation>均方误差高出最佳宽度的部分（比例）</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Its interval, lower end</source>
   <translation>其区间下限</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>Its interval, upper end</source>
   <translation>其区间上限</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>1: may be as good as the best</source>
   <translation>1：可能与最佳同样好</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/ring_width_search.py" />
   <source>RMSE of the mean rate</source>
   <translation>以平均速率预测的 RMSE</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Sample factor series</source>
   <translation>采样因子序列</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>&lt;p&gt;Adds a value per displacement epoch from something that was measured over time: rain, groundwater levels, temperature. The source is either &lt;b&gt;dated rasters&lt;/b&gt; (one file per date, a multiband raster or NetCDF, HDF5 or GRIB with a time), or &lt;b&gt;stations and a table&lt;/b&gt; in long form (name, date, value) or in wide form (a column per station, or per date). Dates such as 2018-03-06, 20180306 or 6.3.2018 and decimal commas are understood.&lt;/p&gt;&lt;p&gt;New fields: &lt;b&gt;&amp;lt;prefix&amp;gt;YYYYMMDD&lt;/b&gt;. Where the records do not reach or have gaps, the value is NULL and the log and the coverage table say so; nothing is filled in silently, and nothing extrapolated unless you ask for it.&lt;/p&gt;&lt;p&gt;Of rasters the time's bounds and calendar are honoured; without bounds monthly values stand for their calendar month, hourly ones are brought to days first. Where a sum is asked for, rates such as mm/day or kg m-2 s-1 are multiplied by their time. Values keep the unit of the file, which the log and the fields' aliases name.&lt;/p&gt;&lt;p&gt;Records of periods (a day's or month's rain) are shared out by days; levels measured on single days are joined by straight lines. Values of stations are brought to the points by the nearest station, by inverse squared distance, or by ordinary kriging; a station without a value at an epoch leaves its place to the others.&lt;/p&gt;</source>
   <translation>&lt;p&gt;为每个位移历元添加一个随时间测得的值：降雨、地下水位、温度。来源是&lt;b&gt;带日期的栅格&lt;/b&gt;（每个日期一个文件，或多波段栅格，或带时间的 NetCDF、HDF5、GRIB），或&lt;b&gt;站点加表格&lt;/b&gt;，表格为长表（名称、日期、值）或宽表（每站一列，或每个日期一列）。2018-03-06、20180306、6.3.2018 等日期和小数逗号都能识别。&lt;/p&gt;&lt;p&gt;新字段：&lt;b&gt;&amp;lt;prefix&amp;gt;YYYYMMDD&lt;/b&gt;。记录达不到或有缺口之处为 NULL，日志和覆盖表会说明；不会悄悄填补，除非您要求也不会外推。&lt;/p&gt;&lt;p&gt;栅格的时间边界和历法都会遵守；没有边界时，月值代表其日历月，小时值先归并到天。要求求和时，mm/day 或 kg m-2 s-1 之类的速率会乘以其时长。值保留文件的单位，日志和字段别名会指出。&lt;/p&gt;&lt;p&gt;时段的记录（日雨量或月雨量）按天分摊；单日测得的水位用直线连接。站点的值以最近站点、反距离平方或普通克里金带到各点；某历元没有值的站点让位给其他站点。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Points with displacement fields (DYYYYMMDD).</source>
   <translation>带有位移字段（DYYYYMMDD）的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Dated rasters</source>
   <translation>带日期的栅格</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>One raster per date with the date in its name, or a raster with dated bands or a NetCDF time.</source>
   <translation>每个日期一个栅格、名称中含日期，或波段带日期的栅格，或带时间的 NetCDF。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Variable of the rasters</source>
   <translation>栅格的变量</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Which variable (NetCDF, HDF5) or element (GRIB) to read. Empty takes the only one, or the one that the prefix tells, such as RAIN; the log says which.</source>
   <translation>读取哪个变量（NetCDF、HDF5）或要素（GRIB）。留空取唯一的一个，或前缀所指的那个，如 RAIN；日志会说明是哪一个。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Points where the table's values were measured.</source>
   <translation>表中数值的测量点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Stations</source>
   <translation>站点</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Table of measurements</source>
   <translation>测量数据表</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>A text file (or the path or id of a table QGIS can read) with station, date and value.</source>
   <translation>含站名、日期和值的文本文件（或 QGIS 能读的表的路径或 id）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Tables (*.csv *.txt *.tsv);;All files (*)</source>
   <translation>表格 (*.csv *.txt *.tsv);;所有文件 (*)</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Prefix of the new fields</source>
   <translation>新字段的前缀</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Such as RAIN or GW: the fields become RAIN20180306 …</source>
   <translation>例如 RAIN 或 GW：字段成为 RAIN20180306 ……</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Value at each epoch</source>
   <translation>每个历元的取值</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Sums and means between epochs run from the day after the previous epoch to the epoch; windows are the days up to and including the epoch. A calendar month holds days after the epoch, too, which nobody knows when a forecast is made: for forecasts take a window.</source>
   <translation>历元之间的和与均值从上一历元的次日算到该历元；窗口为截至该历元（含）的若干天。日历月还包含历元之后的日子，而作预测时无人知道它们：用于预测时请取窗口。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>value at the epoch</source>
   <translation>历元当时的值</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>sum since the previous epoch</source>
   <translation>自上一历元以来的和</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>mean since the previous epoch</source>
   <translation>自上一历元以来的均值</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>mean of the calendar month</source>
   <translation>当月均值</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>sum of the calendar month</source>
   <translation>当月总和</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>sum over a window before the epoch</source>
   <translation>历元之前窗口内的和</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>mean over a window before the epoch</source>
   <translation>历元之前窗口内的均值</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Length of the window before each epoch.</source>
   <translation>每个历元之前窗口的长度。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Window (days)</source>
   <translation>窗口（天）</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Lag (days)</source>
   <translation>滞后（天）</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Take everything this many days earlier.</source>
   <translation>一切提前这么多天取值。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>From stations to points</source>
   <translation>从站点到点</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Ordinary kriging needs at least five stations.</source>
   <translation>普通克里金至少需要五个站点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>nearest station</source>
   <translation>最近站点</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>inverse squared distance</source>
   <translation>反距离平方</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>ordinary kriging</source>
   <translation>普通克里金</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>From rasters to points</source>
   <translation>从栅格到点</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>The pixel, between pixels, or the mean within the radius.</source>
   <translation>所在像元、像元之间插值，或半径内的均值。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>pixel</source>
   <translation>像元</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>bilinear</source>
   <translation>双线性</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>mean within the radius</source>
   <translation>半径内均值</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>For means around points.</source>
   <translation>用于求点周围的均值。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>What a record stands for</source>
   <translation>一条记录代表什么</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>A period is the time from the record's date to the next one. By default rasters, daily tables, everything that is summed, and for means of the month tables dated on the first of each month stand for periods; other tables for levels on single days.</source>
   <translation>时段指从该记录的日期到下一条记录。默认情况下，栅格、逐日表、一切求和的量，以及求月均值时日期都在每月一日的表，代表时段；其他表代表单日的水平值。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>a period that starts on its date</source>
   <translation>从当日开始的时段</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>a level on its date</source>
   <translation>当日的水平值</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Field with the stations' names</source>
   <translation>站名字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>By default the field that matches the table best.</source>
   <translation>默认取与表最相符的字段。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Table column with the station</source>
   <translation>表中的站名列</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Table column with the date</source>
   <translation>表中的日期列</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Table column with the value</source>
   <translation>表中的值列</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>By default found by what it holds.</source>
   <translation>默认按其内容识别。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Format of the table's dates</source>
   <translation>表中日期的格式</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>As in Python, such as %d/%m/%Y; by default the usual forms are understood.</source>
   <translation>同 Python，例如 %d/%m/%Y；默认识别常见形式。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Date pattern in raster names</source>
   <translation>栅格名称中的日期模式</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>A regular expression whose group holds the date, such as rain_(\d{6}); by default found.</source>
   <translation>其分组含日期的正则表达式，例如 rain_(\d{6})；默认自动识别。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Farthest station (m)</source>
   <translation>最远站点 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Stations farther away do not count; 0 sets no limit.</source>
   <translation>更远的站点不计；0 表示不限。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Least coverage</source>
   <translation>最小覆盖率</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>A value is NULL where less than this share of its time span has records.</source>
   <translation>时间跨度内有记录的比例低于此值时为 NULL。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Extrapolate in time</source>
   <translation>在时间上外推</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Hold the first and last known value beyond the records; sums are never extrapolated.</source>
   <translation>在记录之外保持最先和最后的已知值；求和从不外推。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Points with factor series</source>
   <translation>带因子序列的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Coverage</source>
   <translation>覆盖情况</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Per epoch: the time span, the share of it with records, the sources and the points with a value.</source>
   <translation>每个历元：时间跨度、有记录的比例、来源数以及有值的点数。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Epochs without any value</source>
   <translation>完全没有值的历元</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>The months of the epochs end after them: these values know days that come later. A forecast judged with them looks better than it will be; take a window of 30 days for that.</source>
   <translation>这些历元所在的月份在历元之后才结束：这些值知道以后的日子。用它们评判的预测看起来比实际要好；请改用 30 天的窗口。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Give either dated rasters, or stations and a table.</source>
   <translation>请给出带日期的栅格，或站点和表，二者取一。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Factor series {prefix}, one value per displacement epoch.</source>
   <translation>因子序列 {prefix}，每个位移历元一个值。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Share of the time span with records</source>
   <translation>时间跨度内有记录的比例</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Stations or pixels with a value</source>
   <translation>有值的站点或像元</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>Points with a value</source>
   <translation>有值的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>1 where the records do not reach</source>
   <translation>记录未覆盖处为 1</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>How well the records cover each epoch.</source>
   <translation>记录对各历元的覆盖情况。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>No epoch has a value of “{name}”; lower the least coverage or check the records.</source>
   <translation>“{name}”在任何历元都没有值；请降低最小覆盖率或检查记录。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>At {count} epochs within the records “{name}” has gaps that leave no value, first on {date}.</source>
   <translation>在记录范围内有 {count} 个历元，“{name}”因缺口而没有值，最早为 {date}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factor_series.py" />
   <source>At {count} epochs some points have no value of “{name}” (at most {points} of {all}).</source>
   <translation>在 {count} 个历元，部分点没有“{name}”的值（{all} 个点中至多 {points} 个）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Sample factors</source>
   <translation>采样因子</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>&lt;p&gt;Adds a field for each raster (its value at the point, between pixels, or the mean within a radius) and for each polygon layer (an attribute of the polygon the point lies in), such as height, geology or hydrogeology. Layers may have any CRS. Field names come from the layers' names; a raster with several bands gives &lt;b&gt;&amp;lt;layer&amp;gt;_&amp;lt;band&amp;gt;&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Classes as text stay text, and get numbers that models can use: &lt;b&gt;&amp;lt;layer&amp;gt;_code&lt;/b&gt; by the alphabet, by your legend table, or by the mean rate of the class, or a field of 0 and 1 per class. The table of classes lists them. A code by the mean rate carries the target: name the field that marks the training rows, or use it for looking only.&lt;/p&gt;&lt;p&gt;Points outside, on pixels without data, or in several polygons (the first counts) are reported by number; their values are NULL, never filled.&lt;/p&gt;</source>
   <translation>&lt;p&gt;为每个栅格加一个字段（点处的值、像元间插值或半径内均值），并为每个面图层加一个字段（点所在面的属性），例如高程、地质或水文地质。图层可为任何坐标系。字段名来自图层名；多波段栅格给出 &lt;b&gt;&amp;lt;layer&amp;gt;_&amp;lt;band&amp;gt;&lt;/b&gt;。&lt;/p&gt;&lt;p&gt;文本类别保持为文本，并得到模型可用的数字：&lt;b&gt;&amp;lt;layer&amp;gt;_code&lt;/b&gt;，按字母顺序、按您的图例表，或按该类的平均速率编码，或每类一个 0/1 字段。类别表列出它们。按平均速率的编码带有目标信息：请指明标记训练行的字段，或只用于查看。&lt;/p&gt;&lt;p&gt;位于外部、落在无数据像元或同时落在多个面（取第一个）的点会报告数量；其值为 NULL，从不填补。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Rasters</source>
   <translation>栅格</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Rasters to sample; any CRS.</source>
   <translation>要采样的栅格；任何坐标系。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Which variable (NetCDF, HDF5) or element (GRIB) to read; empty takes the only one.</source>
   <translation>读取哪个变量（NetCDF、HDF5）或要素（GRIB）；留空取唯一的一个。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Value of a raster</source>
   <translation>栅格的取值</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>The pixel the point lies in, between the four nearest pixels, or the mean within the radius.</source>
   <translation>点所在的像元、最近四个像元之间插值，或半径内的均值。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Polygons</source>
   <translation>面</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Polygon layers with an attribute to take over.</source>
   <translation>要取其属性的面图层。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Field of the polygons</source>
   <translation>面的字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>One name for all polygon layers, or one for each with commas between.</source>
   <translation>所有面图层用一个名称，或每个图层一个，以逗号分隔。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Numbers for classes</source>
   <translation>类别的数字</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>How text classes become numbers.</source>
   <translation>文本类别如何变成数字。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>none, text only</source>
   <translation>无，只保留文本</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>code by the alphabet</source>
   <translation>按字母顺序编码</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>code by the legend table</source>
   <translation>按图例表编码</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>mean rate of the class</source>
   <translation>该类的平均速率</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>a field of 0 and 1 per class</source>
   <translation>每类一个 0/1 字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Legend table</source>
   <translation>图例表</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>A table with the class in the first column and its number in the second.</source>
   <translation>第一列为类别、第二列为其数字的表。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>For codes by the mean rate; by default velocity.</source>
   <translation>用于按平均速率编码；默认为 velocity。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Field that marks training rows</source>
   <translation>标记训练行的字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Mean rates are taken from rows where this field is “train”; empty takes all rows.</source>
   <translation>平均速率取自该字段为 “train” 的行；留空则取所有行。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Classes</source>
   <translation>类别</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Layer, class, code and number of points.</source>
   <translation>图层、类别、编码和点数。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Nothing to sample: give rasters, polygons, or both.</source>
   <translation>没有可采样的内容：请给出栅格、面，或两者。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Values of rasters and polygons at the points.</source>
   <translation>栅格和面在各点处的值。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Classes and their codes.</source>
   <translation>类别及其编码。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <location filename="../../subsidence/jobs/factor_steps.py" />
   <source>{layers} polygon layers need one field name, or one for each, but {given} are given.</source>
   <translation>{layers} 个面图层需要一个字段名，或每个图层一个，但给出了 {given} 个。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>The layer “{layer}” has no field “{field}”; it has {names}.</source>
   <translation>图层“{layer}”没有字段“{field}”；它有 {names}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <location filename="../../subsidence/jobs/factor_steps.py" />
   <source>“{name}”: {outside} of {all} points lie outside the raster and {empty} on pixels without data.</source>
   <translation>“{name}”：{all} 个点中有 {outside} 个位于栅格之外，{empty} 个落在无数据像元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <location filename="../../subsidence/jobs/factor_steps.py" />
   <source>No point lies in a polygon of “{name}”; check the CRS and the extent of both.</source>
   <translation>没有点落在“{name}”的面内；请检查两者的坐标系和范围。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <location filename="../../subsidence/jobs/factor_steps.py" />
   <source>“{name}”: {outside} of {all} points lie in no polygon and {doubled} in several (the first counts).</source>
   <translation>“{name}”：{all} 个点中有 {outside} 个不在任何面内，{doubled} 个在多个面内（取第一个）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <location filename="../../subsidence/jobs/factor_steps.py" />
   <source>{count} points have classes of “{name}” without a code, such as “{example}”; the code is NULL.</source>
   <translation>{count} 个点在“{name}”中的类别没有编码，例如“{example}”；编码为 NULL。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <source>Code of {name}</source>
   <translation>{name} 的编码</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <location filename="../../subsidence/jobs/factor_steps.py" />
   <source>The legend table needs two columns: the class and its number.</source>
   <translation>图例表需要两列：类别及其数字。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/sample_factors.py" />
   <location filename="../../subsidence/jobs/factor_steps.py" />
   <source>The mean rates are taken from all points; do not test a model of the same rate with them.</source>
   <translation>平均速率取自全部点；不要用它来检验同一速率的模型。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/series_sources.py" />
   <source>{count} of {all} points lie outside a raster; their values are NULL.</source>
   <translation>{all} 个点中有 {count} 个位于栅格之外；其值为 NULL。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/series_sources.py" />
   <source>“{name}” states the unit {unit}; the values are taken as they stand.</source>
   <translation>“{name}”注明单位为 {unit}；数值按原样采用。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/series_sources.py" />
   <source>The table needs the stations it belongs to; give the layer of stations, or columns of longitude and latitude in the table.</source>
   <translation>该表需要它所属的站点；请给出站点图层，或在表中给出经度和纬度列。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/series_sources.py" />
   <source>The places of {count} stations are taken from the table, as longitude and latitude (WGS 84).</source>
   <translation>{count} 个站点的位置取自该表，按经度和纬度（WGS 84）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/factors/series_sources.py" />
   <source>Root mean square miss at each station when it is left out: {misses}; spread of all values {spread:.4g}.</source>
   <translation>逐站留出时的均方根偏差：{misses}；全部值的离散度 {spread:.4g}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <source>Apply forecast</source>
   <translation>应用预测模型</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <source>&lt;p&gt;Forecasts with a model trained by “LSTM forecast”, &lt;b&gt;without training again&lt;/b&gt;: on the same points when new epochs have arrived, or on other points of the same area and sensor.&lt;/p&gt;&lt;p&gt;The points need the factor series that the model was trained with. Weights and intervals are those of the training; dates beyond its horizon are forecast but flagged in the log.&lt;/p&gt;&lt;p&gt;New fields: &lt;b&gt;FYYYYMMDD&lt;/b&gt;, &lt;b&gt;_lo&lt;/b&gt;, &lt;b&gt;_hi&lt;/b&gt; (mm) and &lt;b&gt;forecast_model&lt;/b&gt;. Applied to the training layer itself, the numbers are the same.&lt;/p&gt;</source>
   <translation>&lt;p&gt;用“LSTM 预测”训练的模型进行预测，&lt;b&gt;无需重新训练&lt;/b&gt;：用于有了新历元的同一批点，或同一地区、同一传感器的其他点。&lt;/p&gt;&lt;p&gt;这些点需要模型训练时所用的因子序列。权重和区间沿用训练时的；超出其预测期的日期也会预测，但在日志中标明。&lt;/p&gt;&lt;p&gt;新字段：&lt;b&gt;FYYYYMMDD&lt;/b&gt;、&lt;b&gt;_lo&lt;/b&gt;、&lt;b&gt;_hi&lt;/b&gt;（mm）和 &lt;b&gt;forecast_model&lt;/b&gt;。应用于训练图层本身时数值相同。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <source>Made by “LSTM forecast”.</source>
   <translation>由“LSTM 预测”生成。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <source>Epochs ahead (0 = as trained)</source>
   <translation>向前的历元数（0 = 同训练）</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <source>How many epochs are forecast.</source>
   <translation>预测多少个历元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <source>The clusters that the model was trained with; none where it made groups of its own.</source>
   <translation>模型训练时所用的聚类；若模型自行分组，则不填。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Factor series after the last epoch are a scenario</source>
   <translation>最后历元之后的因子序列是情景</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <source>Use the layer's factor values after the last displacement as known.</source>
   <translation>把图层中最后一次位移之后的因子值当作已知。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <source>The same fields, in the same order, as in training.</source>
   <translation>与训练时相同的字段，顺序也相同。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Points with forecasts</source>
   <translation>带预测的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <source>Epochs ahead that the model's backtest judged</source>
   <translation>模型回测所检验的向前历元数</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <source>A network of this model would need torch; its other models forecast in its place.</source>
   <translation>该模型的网络需要 torch；由其余模型代替它预测。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/apply_forecast.py" />
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <location filename="../../algorithms/forecast/paper_mode.py" />
   <location filename="../../subsidence/jobs/forecast_steps.py" />
   <source>Some dates lie beyond the horizon that the backtest judges.</source>
   <translation>部分日期超出回测所检验的预测期。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>All values of the cluster field “{field}” are NULL; choose another field or none.</source>
   <translation>聚类字段“{field}”的值全为 NULL；请选择其他字段或不选。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <location filename="../../subsidence/jobs/forecast_steps.py" />
   <source>The cluster field “{name}” must hold whole numbers, and NULL or −1 for no cluster.</source>
   <translation>聚类字段“{name}”必须为整数，无聚类的点为 NULL 或 −1。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Forecast {date} [mm]</source>
   <translation>{date} 的预测 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Forecast {date}, lower, {level:g} % [mm]</source>
   <translation>预测 {date}，下限，{level:g} % [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Forecast {date}, upper, {level:g} % [mm]</source>
   <translation>预测 {date}，上限，{level:g} % [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>What the forecast was made with</source>
   <translation>预测所用的模型</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Forecast displacement in mm; positive towards the satellite or up, subsidence is negative.</source>
   <translation>预测位移，单位 mm；朝向卫星或向上为正，下沉为负。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Number of the point in the input</source>
   <translation>该点在输入中的序号</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Date of the forecast</source>
   <translation>预测日期</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Shown until</source>
   <translation>显示至</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Forecast displacement [mm]</source>
   <translation>预测位移 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Lower end of the interval [mm]</source>
   <translation>区间下限 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Upper end of the interval [mm]</source>
   <translation>区间上限 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Within the horizon of the backtest</source>
   <translation>在回测的预测步长之内</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Forecast displacement in mm by date; switch the temporal controller on to see it move.</source>
   <translation>按日期的预测位移（mm）；打开时态控制器即可看到其变化。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Forecasts by date</source>
   <translation>按日期的预测</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>One feature per point and date, for the temporal controller.</source>
   <translation>每个点和每个日期一个要素，供时态控制器使用。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Evaluation</source>
   <translation>检验</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Epochs ahead (0 = all)</source>
   <translation>向前的历元数（0 = 全部）</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Known epochs (0 = all origins)</source>
   <translation>已知的历元数（0 = 全部起点）</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Share inside the interval</source>
   <translation>落在区间内的比例</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Mean width of the interval [mm]</source>
   <translation>区间的平均宽度 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Seconds of the whole run</source>
   <translation>整个运行的秒数</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/forecast_layer.py" />
   <source>Accuracy of the forecasts and of every baseline.</source>
   <translation>预测及每个基准的精度。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>LSTM forecast</source>
   <translation>LSTM 预测</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>&lt;p&gt;Forecasts the displacement of &lt;b&gt;every point&lt;/b&gt; some epochs ahead, with an interval, and says how good such forecasts were in the past. Statistical models learn from all points together: Gaussian processes over time and a ridge autoregression.&lt;/p&gt;&lt;p&gt;&lt;b&gt;LSTM networks&lt;/b&gt; correct them where “Train LSTM networks too” is chosen; the backtest then decides whether each cluster has one of its own and whether it is shown the factor series. By default they are left out: in this plugin's benchmarks they changed the error by less than 1 % and took most of the time. The paper's mode trains one network per point, as published.&lt;/p&gt;&lt;p&gt;From several past moments (origins) every model forecasts knowing only what came before; the forecast to come is a combination weighted by those tests; where points are few, the simple baselines are members too. A cluster whose backtest shows the combination to be clearly worse gets the best simple baseline instead. Without a cluster field, groups of points that move alike are tried. Persistence, mean, drift, straight lines, annual waves, theta and a damped trend are always tested beside, and the report says plainly when the network does not help.&lt;/p&gt;&lt;p&gt;Rain, groundwater and other factor series (fields &amp;lt;PREFIX&amp;gt;YYYYMMDD, made by “Sample factor series”) can be used. Their future is unknown unless you say that the layer's later dates are a scenario; then the usual course of the year is assumed.&lt;/p&gt;&lt;p&gt;New fields: &lt;b&gt;FYYYYMMDD&lt;/b&gt;, &lt;b&gt;_lo&lt;/b&gt;, &lt;b&gt;_hi&lt;/b&gt; (mm) and &lt;b&gt;forecast_model&lt;/b&gt;. The model file serves “Apply forecast” when new epochs arrive.&lt;/p&gt;&lt;p&gt;After Zhou, Zuo and Zhao (2022), &lt;i&gt;Remote Sensing&lt;/i&gt; 14(8), 1803, who trained one network per point.&lt;/p&gt;</source>
   <translation>&lt;p&gt;预测&lt;b&gt;每个点&lt;/b&gt;今后若干历元的位移及其区间，并说明过去这样的预测有多好。统计模型从全部点一起学习：随时间的高斯过程和岭自回归。&lt;/p&gt;&lt;p&gt;选择“同时训练 LSTM 网络”时，&lt;b&gt;LSTM 网络&lt;/b&gt;对其进行修正；每个聚类是否各用一个网络、网络是否看到因子序列，由回测决定。默认不使用网络：在本插件的基准测试中，它们使误差的变化不到 1 %，却占去大部分时间。论文模式按发表的方法为每个点训练一个网络。&lt;/p&gt;&lt;p&gt;从过去的若干时刻（起点）出发，每个模型只用此前的信息进行预测；对未来的预测是按这些检验加权的组合；点很少时，简单基准也是成员。若某个聚类的回测表明组合明显更差，则改用最好的简单基准。未给出聚类字段时，会尝试由运动方式相同的点组成的组。持续性、均值、漂移、直线、年波动、theta 和阻尼趋势总会一并检验，网络没有帮助时报告会直说。&lt;/p&gt;&lt;p&gt;可使用降雨、地下水等因子序列（字段 &amp;lt;PREFIX&amp;gt;YYYYMMDD，由“采样因子序列”生成）。除非您说明图层中更晚的日期是情景，其未来视为未知，并假定为年内常态。&lt;/p&gt;&lt;p&gt;新字段：&lt;b&gt;FYYYYMMDD&lt;/b&gt;、&lt;b&gt;_lo&lt;/b&gt;、&lt;b&gt;_hi&lt;/b&gt;（mm）和 &lt;b&gt;forecast_model&lt;/b&gt;。有新历元时模型文件可用于“应用预测模型”。&lt;/p&gt;&lt;p&gt;依据 Zhou, Zuo and Zhao (2022), &lt;i&gt;Remote Sensing&lt;/i&gt; 14(8), 1803，他们为每个点训练一个网络。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Models and weights are learned per cluster, where the backtest prefers that to one for all points. Without a field the forecast tries groups of its own.</source>
   <translation>若回测表明按聚类优于全部点共用一个模型，则按聚类学习模型和权重。不给字段时，预测会尝试自行分组。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Make groups where no cluster field is given</source>
   <translation>未给出聚类字段时自行分组</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>K-Shape makes groups of points that move alike from the epochs before the oldest test; they are used where the forecasts from past moments are clearly better for it, and the log and the report say so.</source>
   <translation>K-Shape 用最早检验之前的历元，把运动方式相同的点分为若干组；只有当从过去时刻所作的预测因此明显更好时才采用，日志和报告会说明。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Prefixes of factor series</source>
   <translation>因子序列的前缀</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Separated by commas, for example RAIN,GW; the layer has fields such as RAIN20180306.</source>
   <translation>以逗号分隔，例如 RAIN,GW；图层中有 RAIN20180306 之类的字段。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Use the layer's factor values after the last displacement (and, in the backtest, the values that came) as known. Otherwise the usual course of the year is assumed.</source>
   <translation>把图层中最后一次位移之后的因子值（以及回测中实际出现的值）当作已知。否则假定为年内常态。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Static factors for the network</source>
   <translation>网络的静态因子</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Numeric fields such as distances; the network, where one is trained, sees them beside the series.</source>
   <translation>数值字段，例如距离；训练网络时，网络在序列之外还看到它们。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Epochs ahead</source>
   <translation>向前的历元数</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>How many epochs are forecast and judged.</source>
   <translation>预测并检验多少个历元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Mode</source>
   <translation>方式</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Direct: all horizons at once, judged by the backtest. Step by step: one epoch ahead again and again with the forecasts fed back; only its first step is judged. As in the paper: a network for each point, trained with the paper's settings; for a few points (“Selected features only”), to compare.</source>
   <translation>直接：一次给出所有步长，由回测评判。逐步：一次向前一个历元，并把预测反馈回去；只有第一步经过评判。按论文方式：每个点一个网络，用论文的设置训练；适用于少数点（“仅选中的要素”），用于比较。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Step by step</source>
   <translation>逐步</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>As in the paper</source>
   <translation>按论文方式</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Dates to forecast</source>
   <translation>要预测的日期</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>ISO dates separated by commas; by default the series' own step goes on.</source>
   <translation>以逗号分隔的 ISO 日期；默认按序列自身的步长继续。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Train LSTM networks too</source>
   <translation>同时训练 LSTM 网络</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>They compete in the backtest and the report says what they add; needs torch and more than twice the computing time. The paper's mode trains its networks anyway.</source>
   <translation>它们在回测中参与竞争，报告说明它们带来什么；需要 torch 和两倍以上的计算时间。论文模式总会训练其网络。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Epochs of the one-step test</source>
   <translation>单步检验的历元数</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>The last epochs on which one-step forecasts are tested as in the paper; 0 leaves the test out.</source>
   <translation>如论文那样检验单步预测的最后若干历元；0 表示不作此检验。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <location filename="../../subsidence/forecast/report.py" />
   <source>LSTM units</source>
   <translation>LSTM 单元数</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Size of the network's memory.</source>
   <translation>网络记忆的大小。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Window (epochs, 0 = about a year)</source>
   <translation>窗口（历元数，0 = 约一年）</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>How many past epochs the network is shown; in the paper's mode 0 stands for one.</source>
   <translation>向网络展示多少个过去的历元；在论文模式中 0 表示一个。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Training rounds (0 = as measured to be enough)</source>
   <translation>训练轮数（0 = 实测足够的轮数）</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Rounds of 16,000 samples per network; 0 stands for 2, as more were measured to fit accidents. In the paper's mode epochs; 0 stands for the paper's 1,000.</source>
   <translation>每个网络每轮 16,000 个样本；0 表示 2 轮，因为实测更多轮会拟合偶然。在论文方式下为训练周期数；0 表示论文的 1,000。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Epochs of training by cluster, in the paper's mode</source>
   <translation>论文模式中各聚类的训练轮数</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>One for each cluster in ascending order, separated by commas; the paper has 1400,1000,1500. Empty: the same for all, as above.</source>
   <translation>按聚类升序各一个，用逗号分隔；论文为 1400,1000,1500。留空：全部相同，如上。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Origins of the backtest</source>
   <translation>回测的起点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Past moments from which forecasts are tested; at least 4 for trustworthy intervals.</source>
   <translation>从多少个过去时刻检验预测；要得到可信的区间至少需要 4 个。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Level of the intervals (%)</source>
   <translation>区间的水平 (%)</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Share of the truth inside.</source>
   <translation>真值落在其内的比例。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Device</source>
   <translation>计算设备</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>The processor, or a CUDA graphics card; automatic takes the card where there is one.</source>
   <translation>处理器，或 CUDA 显卡；自动则有显卡时用显卡。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Early warning: displacement (mm)</source>
   <translation>预警：位移 (mm)</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Adds p_threshold, the probability that the displacement falls below this value within the horizon.</source>
   <translation>添加 p_threshold，即在预测期内位移低于此值的概率。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Early warning: rate (mm/yr)</source>
   <translation>预警：速率 (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Adds p_rate, the probability that the mean rate until the last date falls below this value.</source>
   <translation>添加 p_rate，即到最后日期为止的平均速率低于此值的概率。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Early warning: least probability</source>
   <translation>预警：最小概率</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Points at least this likely to pass a threshold go to the warning layer.</source>
   <translation>超过阈值的可能性至少如此的点进入预警图层。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Points for the paper's protocol (0 = none)</source>
   <translation>按论文方案的点数（0 = 无）</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Trains one network per point with the paper's settings on so many random points and adds their accuracy to the table; slow, only to compare.</source>
   <translation>按论文的设置为这么多随机点各训练一个网络，并把其精度加入表中；很慢，仅用于比较。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Add backtest fields</source>
   <translation>添加回测字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Fields BYYYYMMDD with the combination's forecast from the newest origin, and the RMSE of each point.</source>
   <translation>字段 BYYYYMMDD 为组合从最新起点作出的预测，以及每个点的 RMSE。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Points with warnings</source>
   <translation>带预警的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>The points that are likely to pass a threshold within the horizon.</source>
   <translation>在预测期内可能超过阈值的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Accuracy</source>
   <translation>精度</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>One row per cluster, evaluation, model, horizon and origin, with every simple baseline.</source>
   <translation>每个聚类、检验、模型、预测期和起点一行，含每个简单基准。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Everything that was learned, for “Apply forecast”.</source>
   <translation>学到的一切，供“应用预测模型”使用。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>RMSE in the backtest (mm)</source>
   <translation>回测的 RMSE (mm)</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>RMSE of the best simple baseline of each cluster (mm)</source>
   <translation>每个聚类最好的简单基准的 RMSE (mm)</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Skill against the best simple baseline</source>
   <translation>相对最佳简单基准的技巧</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Points likely to pass a threshold</source>
   <translation>可能超过阈值的点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Share of the truth inside the intervals</source>
   <translation>真值落在区间内的比例</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <location filename="../../subsidence/jobs/forecast_steps.py" />
   <source>RMSE {ours:.2f} mm in the backtest; best simple baseline ({name}) {simple:.2f} mm.</source>
   <translation>回测 RMSE {ours:.2f} mm；最佳简单基准（{name}）{simple:.2f} mm。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Without torch the forecast is made by the statistical models alone. In this plugin's benchmarks the LSTM changes the error by less than 1 %.</source>
   <translation>没有 torch 时，预测仅由统计模型作出。在本插件的基准测试中，LSTM 使误差的变化不到 1 %。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>“{text}” is not a list of dates; write for example 2024-01-31, 2024-06-30.</source>
   <translation>“{text}”不是日期列表；请写成例如 2024-01-31, 2024-06-30。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Probability of less than {value} mm by {date}</source>
   <translation>{date} 前低于 {value} mm 的概率</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>P of a rate below {value} mm/yr until {date}</source>
   <translation>至 {date} 速率低于 {value} mm/yr 的概率</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Points likely to pass a threshold within the horizon.</source>
   <translation>在预测期内可能超过阈值的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>Backtest forecast of {date} [mm]</source>
   <translation>{date} 的回测预测 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/lstm_forecast.py" />
   <source>RMSE of the backtest [mm]</source>
   <translation>回测的 RMSE [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/forecast/paper_mode.py" />
   <source>One-step test of {date} [mm]</source>
   <translation>{date} 的单步检验 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Groundwater response</source>
   <translation>地下水响应</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>&lt;p&gt;What the ground does when the head of the groundwater rises and falls: &lt;b&gt;elastic&lt;/b&gt; storage (Ske, comes back), &lt;b&gt;inelastic&lt;/b&gt; storage (Skv, where the head falls below its past minimum, does not come back) and the &lt;b&gt;delay&lt;/b&gt; of slowly draining clay, for every point and pooled by cluster or aquifer. Intervals allow for the noise that the series show (white, AR(1), flicker noise) and for what the head may have done between its readings. What the data do not support stays NULL, and the field &lt;b&gt;told&lt;/b&gt; says why: no new low of the head, a head that hardly varies, motion against the head, a steady motion that has no need of heads.&lt;/p&gt;&lt;p&gt;Heads come from fields such as GW20180306, or from wells and a table; give all readings, also those before the first image, because the past minimum counts. A &lt;b&gt;scenario&lt;/b&gt; carries the heads on – as they are, or with a change of some metres – and writes the displacement to come as FYYYYMMDD with intervals.&lt;/p&gt;&lt;p&gt;Storage is a coefficient of the whole thickness, without unit (m of compaction per m of head). Line-of-sight displacements give it too small by the cosine of the incidence angle; turn them vertical first. Riley 1969; Helm 1975; Hoffmann et al. 2003.&lt;/p&gt;</source>
   <translation>&lt;p&gt;地下水头升降时地面如何反应：&lt;b&gt;弹性&lt;/b&gt;储水（Ske，可恢复）、&lt;b&gt;非弹性&lt;/b&gt;储水（Skv，水头降到历史最低以下时发生，不可恢复）以及缓慢排水黏土的&lt;b&gt;滞后&lt;/b&gt;，对每个点计算，并按聚类或含水层合并。区间考虑了序列自身显示的噪声（白噪声、AR(1)、闪烁噪声）以及水头在两次读数之间可能的变化。数据不支持的量为 NULL，字段 &lt;b&gt;told&lt;/b&gt; 说明原因：水头没有新低、水头几乎不变、运动与水头相反、匀速运动无需水头即可解释。&lt;/p&gt;&lt;p&gt;水头来自 GW20180306 之类的字段，或水井与表；请给出所有读数，包括第一景影像之前的，因为历史最低值很重要。&lt;b&gt;情景&lt;/b&gt;把水头向后延续——维持现状，或变化若干米——并把未来位移写为 FYYYYMMDD 及区间。&lt;/p&gt;&lt;p&gt;储水是整个厚度的系数，无单位（每米水头的压缩米数）。视线向位移给出的值偏小，相差入射角的余弦；请先转换为垂直向。Riley 1969；Helm 1975；Hoffmann 等 2003。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Prefix of head fields</source>
   <translation>水头字段的前缀</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Such as GW for GW20180306; or give wells instead.</source>
   <translation>例如 GW 表示 GW20180306；也可改为给出水井。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Points where heads were measured; any CRS.</source>
   <translation>测量水头的点；任意坐标系。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Wells</source>
   <translation>水井</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Table of heads</source>
   <translation>水头表</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>A text file (or the path or id of a table QGIS can read) with well, date and value.</source>
   <translation>含水井、日期和数值的文本文件（或 QGIS 能读的表的路径或标识）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Farthest well (m)</source>
   <translation>水井的最远距离（m）</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Points farther from every well get nothing; 0: no limit.</source>
   <translation>离所有水井都更远的点没有结果；0：不限。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Heads are</source>
   <translation>水头为</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Automatic takes them for levels unless a column is called depth, DTW or alike, and says which.</source>
   <translation>自动：除非列名为 depth、DTW 等，否则视为水位，并会说明。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>found out by name</source>
   <translation>由名称判断</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>levels, up</source>
   <translation>水位，向上</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>depths below ground, down</source>
   <translation>地面以下埋深，向下</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Unit of the heads</source>
   <translation>水头的单位</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Of the head fields or the table's values. Automatic takes what their name or a column of units states, else m.</source>
   <translation>水头字段或表中数值的单位。“自动”采用其名称或单位列所说明的单位，否则为 m。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Lowest earlier head (m)</source>
   <translation>更早的最低水头（m）</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>As a level in m, where it is known from before the records; empty takes the first head as the lowest.</source>
   <translation>以水位（m）表示，若在记录之前已知；留空则以第一个水头为最低。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Allow a steady motion of other causes</source>
   <translation>允许其他原因的匀速运动</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Without it all steady motion counts as an answer to the heads; with it, little is left to tell Skv.</source>
   <translation>不勾选时，所有匀速运动都算作对水头的响应；勾选时，用来判断 Skv 的信息就很少。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Points of a cluster are pooled.</source>
   <translation>同一聚类的点合并计算。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Aquifers</source>
   <translation>含水层</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Polygons; the points in each are pooled, in place of clusters.</source>
   <translation>多边形；各多边形内的点合并计算，代替聚类。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Points with their response</source>
   <translation>带有响应的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>ske, skv, delay_days, elastic_share …</source>
   <translation>ske、skv、delay_days、elastic_share ……</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>One row for each cluster or aquifer, and all.</source>
   <translation>每个聚类或含水层一行，另有全部一行。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Pooled response</source>
   <translation>合并的响应</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Points whose elastic storage is told</source>
   <translation>能判定弹性储水的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Median elastic storage</source>
   <translation>弹性储水中位数</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Median inelastic storage</source>
   <translation>非弹性储水中位数</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <location filename="../../subsidence/groundwater/report.py" />
   <source>Scenario</source>
   <translation>情景</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>What the heads do after the last reading; the displacement to come is written as FYYYYMMDD.</source>
   <translation>最后读数之后水头如何变化；未来位移写为 FYYYYMMDD。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <location filename="../../algorithms/groundwater/head_inputs.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <location filename="../../bridge/styles.py" />
   <location filename="../../subsidence/forecast/report.py" />
   <location filename="../../subsidence/insar/time_series_report.py" />
   <location filename="../../subsidence/rate/report.py" />
   <source>none</source>
   <translation>无</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>stay as in the last year, with their season</source>
   <translation>维持最近一年的状态及其季节变化</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>rise or fall steadily by the change below</source>
   <translation>按下面的变化量匀速升降</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Change of the head (m)</source>
   <translation>水头变化量（m）</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Until the last date; −5 falls by 5 m, 5 recovers.</source>
   <translation>到最后日期为止；−5 表示下降 5 m，5 表示回升。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>At the step of the series.</source>
   <translation>按序列的步长。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Response of the ground to groundwater; storage without unit, delay in days.</source>
   <translation>地面对地下水的响应；储水无单位，滞后单位为天。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>No head is known at the dates of the displacements: heads {first} … {last}, displacements {begin} … {end}.</source>
   <translation>在位移的日期没有已知水头：水头 {first} … {last}，位移 {begin} … {end}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>The lowest earlier head, {earlier:g} m, is above every reading ({highest:.1f} m); leave it empty or correct it.</source>
   <translation>更早的最低水头 {earlier:g} m 高于所有读数（{highest:.1f} m）；请留空或更正。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>{count} points: {remark}.</source>
   <translation>{count} 个点：{remark}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>{count} of {total} points move against the heads, as they do where depths are taken for levels or the sign of the displacements is wrong; see HEADS_ARE.</source>
   <translation>{total} 个点中有 {count} 个与水头反向运动，把埋深当作水位或位移符号有误时即会如此；参见 HEADS_ARE。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>A change of the head by {change:g} m cannot be; write it in metres.</source>
   <translation>水头变化 {change:g} m 不可能；请以米为单位填写。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>No point lies in one of the aquifers; check the layers' CRS.</source>
   <translation>没有点位于任何含水层内；请检查图层的坐标系。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Elastic skeletal storage Ske [–]</source>
   <translation>弹性骨架储水 Ske [–]</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Inelastic skeletal storage Skv [–]</source>
   <translation>非弹性骨架储水 Skv [–]</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Delay τ [days]</source>
   <translation>滞后 τ [天]</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Elastic share of the motion [0–1]</source>
   <translation>运动中弹性部分的比例 [0–1]</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>lower end</source>
   <translation>下端</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>upper end</source>
   <translation>上端</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>What the data support</source>
   <translation>数据支持什么</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Share of the variance that the heads explain [0–1]</source>
   <translation>水头所解释的方差比例 [0–1]</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Steady motion of other causes [mm/yr]</source>
   <translation>其他原因的匀速运动 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Scenario {date} [mm]</source>
   <translation>情景 {date} [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Scenario {date}, lower [mm]</source>
   <translation>情景 {date}，下限 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Scenario {date}, upper [mm]</source>
   <translation>情景 {date}，上限 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Head of the nearest well {date} [m]</source>
   <translation>最近水井的水头 {date} [m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/groundwater_response.py" />
   <source>Cluster or aquifer</source>
   <translation>聚类或含水层</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/head_inputs.py" />
   <source>Give either the prefix of head fields, or wells and a table of heads.</source>
   <translation>请给出水头字段的前缀，或水井和水头表。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/head_inputs.py" />
   <source>The layer has no head fields “{prefix}YYYYMMDD”; it has: {known}.</source>
   <translation>图层没有水头字段“{prefix}YYYYMMDD”；现有：{known}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/head_inputs.py" />
   <source>All values of the head fields “{prefix}” are NULL.</source>
   <translation>水头字段“{prefix}”的值全为 NULL。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/head_inputs.py" />
   <source>The table of heads needs the layer of its wells.</source>
   <translation>水头表需要相应的水井图层。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/head_inputs.py" />
   <source>The nearest well is {distance:.0f} m away; raise MAX_DISTANCE or check the CRS of the wells.</source>
   <translation>最近的水井在 {distance:.0f} m 之外；请增大 MAX_DISTANCE 或检查水井的坐标系。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/head_inputs.py" />
   <source>{count} points have a well within reach, at {distance:.0f} m in the middle; one well is not the whole aquifer.</source>
   <translation>{count} 个点在范围内有水井，距离中位数 {distance:.0f} m；一口井并不代表整个含水层。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/head_inputs.py" />
   <source>“{name}” states the unit {told}, which is taken.</source>
   <translation>“{name}”说明单位为 {told}，予以采用。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/head_inputs.py" />
   <source>“{name}” states no unit; m is taken.</source>
   <translation>“{name}”未标明单位，按 m 处理。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/head_inputs.py" />
   <source>“{name}” states the unit {told}, but HEAD_UNIT is {unit}; HEAD_UNIT is used.</source>
   <translation>“{name}”说明单位为 {told}，但 HEAD_UNIT 为 {unit}；采用 HEAD_UNIT。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/head_inputs.py" />
   <source>The heads are taken for levels, up; if they are depths, say so with HEADS_ARE.</source>
   <translation>水头被视为水位（向上）；若为埋深，请用 HEADS_ARE 说明。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/head_inputs.py" />
   <source>“{name}” is called a depth, but is below zero: it is taken for a level that counts from the ground up; say so with HEADS_ARE.</source>
   <translation>“{name}”名为埋深，数值却小于零：按自地面向上计的水位处理；请用 HEADS_ARE 说明。</translation>
  </message>
  <message>
   <location filename="../../algorithms/groundwater/head_inputs.py" />
   <source>“{name}” is taken for a depth below ground and turned; say so with HEADS_ARE.</source>
   <translation>“{name}”被视为地面以下埋深并已换向；请用 HEADS_ARE 明确说明。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Decompose ascending and descending into up and east</source>
   <translation>升轨和降轨分解为垂直和东西向</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>&lt;p&gt;One track sees motion along its line of sight only. An ascending and a descending track of the same place together give &lt;b&gt;up&lt;/b&gt; and &lt;b&gt;east&lt;/b&gt;, here for the whole series: both are interpolated in time to common epochs, and at each place a system of two equations is solved. North motion, which satellites in polar orbits hardly see, is neglected.&lt;/p&gt;&lt;p&gt;Standard errors come from the measured epochs, not the interpolated ones, and from the noise that is found there, which may be correlated in time.&lt;/p&gt;&lt;p&gt;Both tracks must be relative to the same stable place, or their difference shows up as east motion. The field &lt;i&gt;condition&lt;/i&gt; is the condition number of the system: how much errors of the input grow, about 2 for Sentinel-1.&lt;/p&gt;&lt;p&gt;The inputs need the unit vector from the ground to the satellite: fields los_e, los_n, los_u as the importers of this plugin write them (or los_east … of EGMS, CosE … of P-SBAS), rasters of its components, or incidence and heading of the track. Vectors that point down are turned, and that is said; what is no unit vector is refused.&lt;/p&gt;&lt;p&gt;Source: Wright, T. J., et al. (2004), &lt;i&gt;Geophys. Res. Lett.&lt;/i&gt; 31, L01607.&lt;/p&gt;</source>
   <translation>&lt;p&gt;单个轨道只看到沿其视线的运动。同一地点的升轨和降轨合起来给出&lt;b&gt;垂直向&lt;/b&gt;和&lt;b&gt;东西向&lt;/b&gt;，这里对整个序列进行：两者在时间上内插到共同历元，在每个地点解一个二元方程组。近极轨卫星几乎看不到的南北向运动被忽略。&lt;/p&gt;&lt;p&gt;标准误差来自测得的历元（而不是内插的历元）和在其中发现的噪声，噪声可以在时间上相关。&lt;/p&gt;&lt;p&gt;两个轨道必须相对于同一处稳定地面，否则其差别会表现为东西向运动。字段 &lt;i&gt;condition&lt;/i&gt; 是方程组的条件数，即输入误差放大的倍数，Sentinel-1 约为 2。&lt;/p&gt;&lt;p&gt;输入需要由地面指向卫星的单位向量：本插件导入算法写出的字段 los_e、los_n、los_u（或 EGMS 的 los_east …、P-SBAS 的 CosE …），或其分量的栅格，或该轨道的入射角和航向。指向下方的向量会被翻转并说明；不是单位向量的会被拒绝。&lt;/p&gt;&lt;p&gt;来源：Wright, T. J., et al. (2004), &lt;i&gt;Geophys. Res. Lett.&lt;/i&gt; 31, L01607。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <location filename="../../algorithms/products/import_egms.py" />
   <source>Ascending points</source>
   <translation>升轨点</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Deformation points of the ascending track.</source>
   <translation>升轨的形变点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Deformation points of the descending track.</source>
   <translation>降轨的形变点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <location filename="../../algorithms/products/import_egms.py" />
   <source>Descending points</source>
   <translation>降轨点</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Ascending raster</source>
   <translation>升轨栅格</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Descending raster</source>
   <translation>降轨栅格</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Instead of points: a displacement raster whose bands are named by date, as this plugin writes it, or a raster of rates with one band. Needs incidence and heading of the track.</source>
   <translation>代替点：波段以日期命名的位移栅格（如本插件所写），或单波段的速率栅格。需要轨道的入射角和航向。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Cell size [m]</source>
   <translation>格网大小 [m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Both tracks are averaged over square cells of this size, which lie on multiples of it; points that begin on different days are joined by their common epochs. 0 pairs nearest points instead.</source>
   <translation>两个轨道在此大小的方格内取平均，方格位于其整数倍上；起始日不同的点按共同历元连接。0 则改为配对最近的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Largest distance of a pair [m]</source>
   <translation>配对的最大距离 [m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>With cell size 0: how far the nearest descending point may be.</source>
   <translation>格网大小为 0 时：最近的降轨点最远可在多远。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Days between epochs</source>
   <translation>历元间隔天数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Spacing of the common epochs; 0 takes the epochs of the ascending track.</source>
   <translation>共同历元的间隔；0 取升轨的历元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Longest gap to interpolate [days]</source>
   <translation>可插值的最长间隔 [天]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Where a track has a longer gap, its series is not interpolated and the epochs are NULL.</source>
   <translation>轨道的间断更长时，其序列不内插，这些历元为 NULL。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Of the layers' fields and of the rasters. Automatic takes what rasters tell, and mm where nothing is told. Another choice counts even where a raster contradicts it, which is said.</source>
   <translation>图层字段和栅格的单位。自动：取栅格所述，未说明时为 mm。其他选择即使与栅格矛盾也有效，并会说明。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>ascending</source>
   <translation>升轨</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>descending</source>
   <translation>降轨</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Line of sight, {side}: rasters</source>
   <translation>视线，{side}：栅格</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>The east, north and up component of the unit vector from the ground to the satellite, as three rasters (such as E.geo.tif, N.geo.tif, U.geo.tif) or one with three bands; they go before fields and angles.</source>
   <translation>由地面指向卫星的单位向量的东、北、上分量，为三个栅格（如 E.geo.tif、N.geo.tif、U.geo.tif）或一个三波段栅格；优先于字段和角度。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Incidence angle, {side} [degrees]</source>
   <translation>入射角，{side} [度]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>From the vertical; only for rasters and layers without los_e and los_u.</source>
   <translation>自垂线起算；仅用于栅格以及没有 los_e 和 los_u 的图层。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Heading, {side} [degrees]</source>
   <translation>航向，{side} [度]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Flight direction clockwise from north, about -12 or -168; as for the incidence angle.</source>
   <translation>飞行方向，自北顺时针，约 -12 或 -168；适用情形同入射角。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Up</source>
   <translation>垂直</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Points with velocity = up, velocity_east, condition, and the up series in DYYYYMMDD; + is up.</source>
   <translation>velocity 为垂直速率的点，含 velocity_east、condition，DYYYYMMDD 中为垂直序列；+ 向上。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>East</source>
   <translation>东西</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>The same points with velocity = east and the east series in DYYYYMMDD; + is east.</source>
   <translation>同样的点，velocity 为东西向速率，DYYYYMMDD 中为东西向序列；+ 向东。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <location filename="../../algorithms/products/cube_import.py" />
   <location filename="../../algorithms/products/export_series.py" />
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_egms.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <location filename="../../algorithms/products/import_store.py" />
   <location filename="../../algorithms/products/share_map.py" />
   <source>Number of points</source>
   <translation>点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Largest condition number</source>
   <translation>最大条件数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>One of the layers has no displacement series; only the rates are decomposed.</source>
   <translation>其中一个图层没有位移序列；只分解速率。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>{count} places; condition number {median:.2f} (median), {worst:.2f} (largest).</source>
   <translation>{count} 处；条件数 {median:.2f}（中位数），{worst:.2f}（最大）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>East motion from two tracks, mm and mm/yr, positive to the east.</source>
   <translation>由两个轨道得到的东西向运动，mm 和 mm/yr，向东为正。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Up motion from two tracks, mm and mm/yr, positive up; subsidence is negative.</source>
   <translation>由两个轨道得到的垂直运动，mm 和 mm/yr，向上为正；下沉为负。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Give either points or a raster for the {side} track.</source>
   <translation>对{side}请给出点或栅格，二者取一。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../bridge/live_raster.py" />
   <source>The raster “{name}” cannot be read.</source>
   <translation>无法读取栅格“{name}”。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>“{layer}” does not hold motion along the line of sight: its field {field} says “{alias}”.</source>
   <translation>“{layer}”所含的不是视线向运动：其字段 {field} 写明“{alias}”。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Of “{layer}” the {count} points whose pass is {wanted} are used.</source>
   <translation>“{layer}”中使用 pass 为 {wanted} 的 {count} 个点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>The layer “{layer}” has neither displacement fields nor a rate.</source>
   <translation>图层“{layer}”既没有位移字段也没有速率。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../bridge/live_raster.py" />
   <source>The raster “{name}” has no values.</source>
   <translation>栅格“{name}”没有值。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Two layers of “{name}” carry the same date.</source>
   <translation>“{name}”有两个图层日期相同。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>The bands of the raster “{name}” are not named by date, such as 2020-01-31.</source>
   <translation>栅格“{name}”的波段未以日期命名，例如 2020-01-31。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>“{name}” is in {told}, as its file says.</source>
   <translation>按文件所述，“{name}”的单位为 {told}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>“{name}” says that its unit is {told}, but UNIT is {unit}; UNIT is used. Leave UNIT on automatic to take the file's.</source>
   <translation>“{name}”称其单位为 {told}，而 UNIT 为 {unit}；采用 UNIT。把 UNIT 留为自动即采用文件的单位。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>The layer “{layer}” has no line of sight (fields los_e and los_u); give rasters of its components, or give the incidence angle and the heading of its track.</source>
   <translation>图层“{layer}”没有视线（字段 los_e 和 los_u）；请给出其分量的栅格，或给出其轨道的入射角和航向。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>The heading {heading:g}° of the {side} track points {where}, as that of the other track does; with both headings exchanged east and west are. Check them.</source>
   <translation>{side}轨道的航向 {heading:g}° 指向{where}，应是另一轨道的方向；若两个航向互换，东西也会互换。请检查。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>north</source>
   <translation>北</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>south</source>
   <translation>南</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>The incidence and heading given are used, not the line of sight in the fields of “{layer}”, which is {apart:.0f}° off; leave both empty to use the fields.</source>
   <translation>采用给定的入射角和航向，而不是“{layer}”字段中的视线方向，两者相差 {apart:.0f}°；若要用字段，请将两者留空。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>Point number</source>
   <translation>点号</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Rate [mm/yr], vertical, + up</source>
   <translation>速率 [mm/yr]，垂直，+ 向上</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Rate [mm/yr], east–west, + east</source>
   <translation>速率 [mm/yr]，东西向，+ 向东</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Standard deviation of the east rate [mm/yr]</source>
   <translation>东西向速率的标准差 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>Condition number of the decomposition</source>
   <translation>分解的条件数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>{date} [mm], vertical, + up</source>
   <translation>{date} [mm]，垂直向，向上为正</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/decompose_los.py" />
   <source>{date} [mm], east–west, + east</source>
   <translation>{date} [mm]，东西向，向东为正</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>Correct interferograms with GACOS delays</source>
   <translation>用 GACOS 延迟改正干涉图</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>&lt;p&gt;Subtracts the tropospheric delay of GACOS, or LiCSAR's own slant delay, from every unwrapped interferogram of a GEOC folder and writes a corrected GEOC folder. Zenith delays are divided by the up component of the line of sight and turned into radians.&lt;/p&gt;&lt;p&gt;An interferogram without a delay for both of its dates is left out, so that corrected and uncorrected ones are never mixed. The table and the report say for each interferogram how much the standard deviation changed; where it grew, the delays did not fit.&lt;/p&gt;&lt;p&gt;&lt;i&gt;LiCSAR interferograms to time series&lt;/i&gt; can do this by itself; use this algorithm to look at the correction, or to use the corrected interferograms elsewhere.&lt;/p&gt;&lt;p&gt;Source: Yu, C., et al. (2018), &lt;i&gt;J. Geophys. Res. Solid Earth&lt;/i&gt; 123, 9202–9222.&lt;/p&gt;</source>
   <translation>&lt;p&gt;从 GEOC 文件夹的每幅解缠干涉图中减去 GACOS 对流层延迟或 LiCSAR 自带的斜距延迟，并写出改正后的 GEOC 文件夹。天顶延迟除以视线的天顶分量并换算为弧度。&lt;/p&gt;&lt;p&gt;两个日期中缺少任一延迟的干涉图略去，这样改正过的和未改正的绝不混用。表和报告给出每幅干涉图标准差的变化；变大说明延迟不合适。&lt;/p&gt;&lt;p&gt;&lt;i&gt;LiCSAR 干涉图生成时间序列&lt;/i&gt;自身也能做此改正；本算法用于查看改正效果，或在别处使用改正后的干涉图。&lt;/p&gt;&lt;p&gt;来源：Yu, C., et al. (2018), &lt;i&gt;J. Geophys. Res. Solid Earth&lt;/i&gt; 123, 9202–9222.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>GACOS folder</source>
   <translation>GACOS 文件夹</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>Folder with the delay of each date: YYYYMMDD.ztd with .ztd.rsc, YYYYMMDD.ztd.tif, or LiCSAR's YYYYMMDD.sltd.geo.tif.</source>
   <translation>存放各日期延迟的文件夹：YYYYMMDD.ztd 及 .ztd.rsc、YYYYMMDD.ztd.tif，或 LiCSAR 的 YYYYMMDD.sltd.geo.tif。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>Corrected GEOC folder</source>
   <translation>改正后的 GEOC 文件夹</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>A new or empty folder for the corrected interferograms with their coherence and the frame's files.</source>
   <translation>新的或空的文件夹，存放改正后的干涉图及其相干性和该帧的文件。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>Interferograms</source>
   <translation>干涉图</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>One row per interferogram with its standard deviation before and after.</source>
   <translation>每幅干涉图一行，含改正前后的标准差。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>Number of corrected interferograms</source>
   <translation>改正的干涉图数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>Number of interferograms with a smaller standard deviation</source>
   <translation>标准差变小的干涉图数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/gacos_correction.py" />
   <source>Choose a folder for the corrected interferograms.</source>
   <translation>请为改正后的干涉图选择一个文件夹。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Folder of interferograms</source>
   <translation>干涉图文件夹</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>The GEOC folder of a LiCSAR frame, with a folder per interferogram (YYYYMMDD_YYYYMMDD holding .geo.unw.tif and .geo.cc.tif) and, if there, the frame's .geo.E/N/U/hgt.tif, metadata.txt and baselines. Or a folder of HyP3 products (…_unw_phase.tif), or of other geocoded pairs with both dates in their names: GAMMA, ISCE, SNAP, dolphin, PyGMTSAR GeoTIFFs, GMTSAR grids (unwrap_ll.grd, corr_ll.grd).</source>
   <translation>LiCSAR 帧的 GEOC 文件夹，每个干涉图一个文件夹（YYYYMMDD_YYYYMMDD，内有 .geo.unw.tif 和 .geo.cc.tif），若有则还有该帧的 .geo.E/N/U/hgt.tif、metadata.txt 和 baselines。或 HyP3 产品（…_unw_phase.tif）的文件夹，或名称中含两个日期的其他已地理编码的像对：GAMMA、ISCE、SNAP、dolphin、PyGMTSAR 的 GeoTIFF，GMTSAR 的格网（unwrap_ll.grd、corr_ll.grd）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Only where the files do not tell it: Sentinel-1 0.0555, ALOS-2 0.2424, TerraSAR-X 0.0311.</source>
   <translation>仅当文件中没有说明时：Sentinel-1 为 0.0555，ALOS-2 为 0.2424，TerraSAR-X 为 0.0311。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Unit of the unwrapped values</source>
   <translation>解缠值的单位</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Of pairs that are not LiCSAR's or HyP3's. Automatic takes what the files tell, else radians.</source>
   <translation>用于不是 LiCSAR 或 HyP3 的像对。自动：取文件中所说的，否则为弧度。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>radians</source>
   <translation>弧度</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Sign of the unwrapped values</source>
   <translation>解缠值的符号</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Of pairs that are not LiCSAR's or HyP3's. Automatic: phases grow with the distance to the satellite, displacements are positive towards it.</source>
   <translation>用于不是 LiCSAR 或 HyP3 的像对。自动：相位随到卫星的距离增大，位移以朝向卫星为正。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>positive away from the satellite</source>
   <translation>远离卫星为正</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>positive towards the satellite</source>
   <translation>朝向卫星为正</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Smallest mean coherence of an interferogram</source>
   <translation>干涉图的最小平均相干性</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Interferograms whose coherence, averaged over the valid area, is lower are dropped.</source>
   <translation>在有效区域内平均相干性更低的干涉图去掉。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Smallest coverage of an interferogram</source>
   <translation>干涉图的最小覆盖率</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Interferograms that are unwrapped in a smaller share of the valid area are dropped.</source>
   <translation>解缠部分占有效区域比例更小的干涉图去掉。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Largest RMS of a good loop [rad]</source>
   <translation>合格闭合环的最大 RMS [rad]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Three interferograms between three dates should add up to zero. A loop whose RMS reaches this value is bad; an interferogram that lies in bad loops only is dropped.</source>
   <translation>三个日期之间的三幅干涉图之和应为零。RMS 达到此值的环为不合格；只处于不合格环中的干涉图去掉。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Ignore a constant in each loop</source>
   <translation>忽略每个环中的常数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Subtract the median of each loop before its RMS is taken, as LiCSBAS does with --multi_prime, so that a constant misclosure does not cost a good interferogram.</source>
   <translation>计算 RMS 之前减去每个环的中位数，如 LiCSBAS 的 --multi_prime，使常数闭合差不致损失好的干涉图。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Days between the dates</source>
   <translation>两日期间隔天数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Perpendicular baseline [m]</source>
   <translation>垂直基线 [m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Unwrapped share of the valid area [0–1]</source>
   <translation>有效区域中解缠的比例 [0–1]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Mean coherence over the valid area [0–1]</source>
   <translation>有效区域的平均相干性 [0–1]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Loops it closes</source>
   <translation>所参与的闭合环数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Bad loops among them</source>
   <translation>其中不合格的环数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Smallest RMS of its loops [rad]</source>
   <translation>其闭合环的最小 RMS [rad]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Kept (1) or dropped (0)</source>
   <translation>保留 (1) 或去掉 (0)</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Why it was dropped</source>
   <translation>去掉的原因</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Standard deviation before correction [rad]</source>
   <translation>改正前的标准差 [rad]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Standard deviation after correction [rad]</source>
   <translation>改正后的标准差 [rad]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>Reduction of the standard deviation [%]</source>
   <translation>标准差的减小 [%]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/geoc_inputs.py" />
   <source>RMS of the inversion's residuals [mm]</source>
   <translation>反演残差的 RMS [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <source>Interferogram quality and loop closure</source>
   <translation>干涉图质量与闭合环</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <source>&lt;p&gt;Looks at every interferogram of a LiCSAR GEOC folder before a time series is made of them: how much of the area is unwrapped, how coherent it is, and whether it closes with its neighbours. For three dates the phases 1–2 and 2–3 must add up to 1–3; what is left over is unwrapping error.&lt;/p&gt;&lt;p&gt;Gives a table of interferograms with the reason for each one that should be dropped, a table of loops, and a report with the network (time against perpendicular baseline, kept blue, dropped red). The rules are those of LiCSBAS; an interferogram is dropped when all its loops are bad.&lt;/p&gt;&lt;p&gt;Source: Morishita, Y., et al. (2020), LiCSBAS, &lt;i&gt;Remote Sensing&lt;/i&gt; 12(3), 424.&lt;/p&gt;</source>
   <translation>&lt;p&gt;在生成时间序列之前检查 LiCSAR GEOC 文件夹的每幅干涉图：解缠了多大区域、相干性如何、是否与相邻干涉图闭合。对三个日期，相位 1–2 与 2–3 之和应等于 1–3；剩余部分即解缠误差。&lt;/p&gt;&lt;p&gt;给出干涉图表（含每幅应去掉者的原因）、闭合环表，以及带网络图的报告（时间对垂直基线，保留为蓝，去掉为红）。规则同 LiCSBAS；所有闭合环都不合格的干涉图去掉。&lt;/p&gt;&lt;p&gt;来源：Morishita, Y., et al. (2020), LiCSBAS, &lt;i&gt;Remote Sensing&lt;/i&gt; 12(3), 424.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <source>Judge only this area; empty takes the whole frame.</source>
   <translation>只判断此区域；留空取整帧。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Looks</source>
   <translation>多视数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <source>Average so many pixels in each direction first; makes large frames quick.</source>
   <translation>先在每个方向平均这么多像元；可加快大帧的处理。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>One row per interferogram, kept or with a reason.</source>
   <translation>每幅干涉图一行，注明保留或去掉的原因。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <source>Loops</source>
   <translation>闭合环</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <source>One row per loop of three interferograms with its RMS.</source>
   <translation>每个三幅干涉图的闭合环一行，含其 RMS。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Number of kept interferograms</source>
   <translation>保留的干涉图数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/interferogram_quality.py" />
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Number of dropped interferograms</source>
   <translation>去掉的干涉图数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>Download LiCSAR interferograms</source>
   <translation>下载 LiCSAR 干涉图</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>&lt;p&gt;Fetches the unwrapped interferograms and coherence of a Sentinel-1 frame, with the frame's heights, line of sight and baselines, from the COMET LiCSAR portal into a GEOC folder for &lt;i&gt;LiCSAR interferograms to time series&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;Find the name of your frame, such as 124D_04854_171313, on the map at &lt;a href='https://comet.nerc.ac.uk/comet-lics-portal/'&gt;comet.nerc.ac.uk/comet-lics-portal&lt;/a&gt;. A frame of four years takes several gigabytes; dates, an extent and a longest time keep it small.&lt;/p&gt;&lt;p&gt;An interrupted download goes on where it ended: give the same folder again. Every file is checked by its size. The proxy of QGIS' network settings is used.&lt;/p&gt;&lt;p&gt;LiCSAR data contain modified Copernicus Sentinel data analysed by COMET; cite Lazecký, M., et al. (2020), &lt;i&gt;Remote Sensing&lt;/i&gt; 12(15), 2430.&lt;/p&gt;</source>
   <translation>&lt;p&gt;从 COMET LiCSAR 门户获取某 Sentinel-1 帧的解缠干涉图和相干性，以及该帧的高程、视线向和基线，存入 GEOC 文件夹，供&lt;i&gt;LiCSAR 干涉图生成时间序列&lt;/i&gt;使用。&lt;/p&gt;&lt;p&gt;请在 &lt;a href='https://comet.nerc.ac.uk/comet-lics-portal/'&gt;comet.nerc.ac.uk/comet-lics-portal&lt;/a&gt; 的地图上查找帧名，例如 124D_04854_171313。四年的一帧有数 GB；日期、范围和最长间隔可使其变小。&lt;/p&gt;&lt;p&gt;中断的下载会从断处继续：请再次给出同一文件夹。每个文件按大小核对。使用 QGIS 网络设置中的代理。&lt;/p&gt;&lt;p&gt;LiCSAR 数据含经 COMET 分析的修改后 Copernicus Sentinel 数据；请引用 Lazecký, M., et al. (2020), &lt;i&gt;Remote Sensing&lt;/i&gt; 12(15), 2430.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>Frame</source>
   <translation>帧</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>Name of the frame, such as 124D_04854_171313.</source>
   <translation>帧名，例如 124D_04854_171313。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>First date</source>
   <translation>起始日期</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>Interferograms that begin earlier are left out; empty takes all.</source>
   <translation>更早开始的干涉图略去；留空则全取。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>Last date</source>
   <translation>结束日期</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>Interferograms that end later are left out; empty takes all.</source>
   <translation>更晚结束的干涉图略去；留空则全取。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>Files are cropped to it after they came; empty keeps the frame.</source>
   <translation>文件下载后按此裁剪；留空则保留整帧。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>Longest time of an interferogram [days]</source>
   <translation>干涉图的最长间隔 [天]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>Interferograms over a longer time are left out; 0 takes all.</source>
   <translation>间隔更长的干涉图略去；0 表示全取。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>Also fetch the atmospheric delays</source>
   <translation>同时获取大气延迟</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>LiCSAR's GACOS slant delays of each date, into the folder GACOS within the output.</source>
   <translation>LiCSAR 各日期的 GACOS 斜距延迟，存入输出中的 GACOS 文件夹。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>Address of the portal's folder of products.</source>
   <translation>门户产品文件夹的地址。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>Server</source>
   <translation>服务器</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>GEOC folder</source>
   <translation>GEOC 文件夹</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>A new folder, or that of an earlier download to go on with.</source>
   <translation>新文件夹，或要继续的先前下载的文件夹。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>Number of complete interferograms</source>
   <translation>完整的干涉图数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>Number of interferograms left out</source>
   <translation>略去的干涉图数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>Choose a folder for the interferograms.</source>
   <translation>请为干涉图选择一个文件夹。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>The last date must be later than the first date.</source>
   <translation>结束日期必须晚于起始日期。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>{pairs} interferograms complete; {files} files ({size:.1f} MB) fetched this time.</source>
   <translation>{pairs} 幅干涉图完整；本次获取 {files} 个文件（{size:.1f} MB）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_download.py" />
   <source>“{text}” is not a date; write for example 2020-01-31.</source>
   <translation>“{text}”不是日期；请写成例如 2020-01-31。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <location filename="../../subsidence/jobs/raster_steps.py" />
   <source>LiCSAR interferograms to time series</source>
   <translation>LiCSAR 干涉图生成时间序列</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>&lt;p&gt;Makes a displacement time series out of the unwrapped interferograms of a LiCSAR frame: optional GACOS correction, quality check and loop closure, small-baseline inversion (NSBAS), noise indices, rate with its uncertainty, mask, and filter. The steps and formulas are those of LiCSBAS, and so are the results (0.01 mm on its own test of Mexico City); it runs on any system, in a fraction of the time.&lt;/p&gt;&lt;p&gt;Values are mm and mm/yr, &lt;b&gt;positive towards the satellite, so subsidence is negative&lt;/b&gt;, relative to the reference.&lt;/p&gt;&lt;p&gt;&lt;b&gt;The filter&lt;/b&gt; takes what is smooth over 2 km and changes from date to date for atmosphere. It also flattens small bowls of short-lived subsidence; set its width to 0 for a city.&lt;/p&gt;&lt;p&gt;&lt;b&gt;The mask&lt;/b&gt; removes pixels by LiCSBAS' noise indices. Empty thresholds are LiCSBAS' own, made reachable for short networks; the report says what each of them removes.&lt;/p&gt;&lt;p&gt;Sources: Morishita, Y., et al. (2020), LiCSBAS, &lt;i&gt;Remote Sensing&lt;/i&gt; 12(3), 424; López-Quiroz, P., et al. (2009), &lt;i&gt;J. Appl. Geophys.&lt;/i&gt; 69, 1–15.&lt;/p&gt;</source>
   <translation>&lt;p&gt;由 LiCSAR 帧的解缠干涉图得到位移时间序列：可选的 GACOS 改正、质量检查与环闭合、小基线反演（NSBAS）、噪声指标、带不确定度的速率、掩膜和滤波。步骤和公式与 LiCSBAS 相同，结果也相同（在其墨西哥城测试上为 0.01 mm）；可在任何系统上运行，用时少得多。&lt;/p&gt;&lt;p&gt;值为 mm 和 mm/yr，&lt;b&gt;朝向卫星为正，因此沉降为负&lt;/b&gt;，相对于参考。&lt;/p&gt;&lt;p&gt;&lt;b&gt;滤波&lt;/b&gt;把 2 km 上平滑而随日期变化的部分当作大气。它也会削平短暂的小沉降漏斗；对城市请把宽度设为 0。&lt;/p&gt;&lt;p&gt;&lt;b&gt;掩膜&lt;/b&gt;按 LiCSBAS 的噪声指标去掉像元。阈值留空即为 LiCSBAS 自己的，并对短网络放宽到可达；报告说明每个阈值去掉了什么。&lt;/p&gt;&lt;p&gt;来源：Morishita, Y., et al. (2020), LiCSBAS, &lt;i&gt;Remote Sensing&lt;/i&gt; 12(3), 424；López-Quiroz, P., et al. (2009), &lt;i&gt;J. Appl. Geophys.&lt;/i&gt; 69, 1–15。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Folder with the delay of each date: YYYYMMDD.ztd with .ztd.rsc, YYYYMMDD.ztd.tif, or LiCSAR's YYYYMMDD.sltd.geo.tif. Interferograms without a delay for both dates are dropped, never mixed in.</source>
   <translation>存放各日期延迟的文件夹：YYYYMMDD.ztd 及 .ztd.rsc、YYYYMMDD.ztd.tif，或 LiCSAR 的 YYYYMMDD.sltd.geo.tif。缺少任一日期延迟的干涉图去掉，绝不混用。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Process only this area; empty takes the whole frame.</source>
   <translation>只处理此区域；留空取整帧。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Average so many pixels in each direction while reading.</source>
   <translation>读取时在每个方向平均这么多像元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Reference point</source>
   <translation>参考点</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>A place taken as stable; the displacement there is zero. Empty chooses the steadiest pixel, which may lie inside a sinking area.</source>
   <translation>视为稳定的地点，该处位移为零。留空则选最稳定的像元，它可能位于沉降区之内。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <location filename="../../ui/series_viewer.py" />
   <source>Reference area</source>
   <translation>参考区</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Instead of a point: the mean displacement of this area is zero.</source>
   <translation>代替参考点：此区域的平均位移为零。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Size of the reference [pixels]</source>
   <translation>参考区大小 [像元]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>The reference is the mean of a square of so many pixels around the point.</source>
   <translation>参考值为该点周围这么多像元见方的均值。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Weight interferograms by coherence</source>
   <translation>按相干性给干涉图加权</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Slower; may help where coherence differs much between interferograms.</source>
   <translation>较慢；干涉图之间相干性差别大时可能有帮助。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Weight that bridges gaps (gamma)</source>
   <translation>跨越缺口的权 (gamma)</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Gaps in the network are bridged by a straight line with this weight; it changes nothing elsewhere.</source>
   <translation>网络中的缺口以此权用直线跨越；其他地方不受影响。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <location filename="../../algorithms/products/cube_import.py" />
   <source>Convert to vertical</source>
   <translation>转换为垂直向</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <location filename="../../algorithms/products/cube_import.py" />
   <source>Divide by the up component of the line of sight, which assumes that the ground moves straight up or down only.</source>
   <translation>除以视线的天顶分量，即假定地面只作垂直升降。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Rate uncertainty by bootstrap</source>
   <translation>用自助法求速率不确定度</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>velocity_std as the standard deviation over resampled epochs, instead of the standard error under the time-correlated noise that the series show. velocity_std_white, for noise that is independent from epoch to epoch, is written in any case; it is too small where noise is correlated.</source>
   <translation>velocity_std 取重采样历元上的标准差，而不是序列所显示的时间相关噪声下的标准误差。velocity_std_white（假定各历元噪声独立）总会写出；噪声相关时它太小。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Memory for large arrays [GB]</source>
   <translation>大数组的内存 [GB]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>What does not fit is kept in working files in the folder for temporary files.</source>
   <translation>放不下的部分存于临时文件夹的工作文件。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Apply the mask</source>
   <translation>应用掩膜</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Leave out noisy pixels in points, rate and displacement.</source>
   <translation>在点、速率和位移中略去噪声大的像元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Mask threshold: {index}</source>
   <translation>掩膜阈值：{index}</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Spatial width of the filter [km]</source>
   <translation>滤波的空间宽度 [km]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Sigma of the Gaussian in space; 0 = no spatio-temporal filter. What changes fast in time and is wider than this is taken for atmosphere, short-lived motion of the ground too: a bowl of 1 km (sigma) that lasts for 36 days keeps 88 % of its depth at 2 km, 70 % at 1 km and 43 % at 0.2 km. Steady motion and its season are kept at any width.</source>
   <translation>空间高斯的 sigma；0 = 不做时空滤波。随时间变化快且比它宽的部分被当作大气，地面的短暂运动也是如此：持续 36 天的 1 km（sigma）漏斗在 2 km 时保留深度的 88 %，1 km 时 70 %，0.2 km 时 43 %。稳定运动及其季节变化在任何宽度下都保留。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Temporal width of the filter [days]</source>
   <translation>滤波的时间宽度 [天]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Sigma of the Gaussian in time; 0 = three mean intervals between dates.</source>
   <translation>时间高斯的 sigma；0 = 三倍平均日期间隔。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Filter as LiCSBAS does</source>
   <translation>与 LiCSBAS 相同的滤波</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Leave each pixel's trend in the temporal filter. Steady motion wider than the filter then loses part of its first and last epochs to what is taken for atmosphere.</source>
   <translation>在时间滤波中保留每个像元的趋势。这样比滤波宽的稳定运动会在首尾历元有一部分被当作大气而损失。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove a ramp from each date</source>
   <translation>从每个日期去除趋势面</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Fitted to the unmasked pixels of each date; removes orbit errors and wide haze, and wide motion too.</source>
   <translation>对每个日期未掩膜的像元拟合；去除轨道误差和大范围雾状大气，也会去掉大范围运动。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>plane</source>
   <translation>平面</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>quadratic</source>
   <translation>二次</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove what is linear in height</source>
   <translation>去除与高程成线性的部分</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>With the ramp, also fit delay that grows with height (needs .geo.hgt.tif).</source>
   <translation>与趋势面一起拟合随高程增长的延迟（需要 .geo.hgt.tif）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove the height model's error</source>
   <translation>去除高程模型的误差</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Remove what follows the perpendicular baseline (needs baselines for every date).</source>
   <translation>去除随垂直基线变化的部分（需要每个日期的基线）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>One point per pixel with point_id, velocity, velocity_std, coherence, height, los_… and DYYYYMMDD.</source>
   <translation>每个像元一个点，含 point_id、velocity、velocity_std、coherence、height、los_… 和 DYYYYMMDD。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <location filename="../../algorithms/products/cube_import.py" />
   <source>Rate</source>
   <translation>速率</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Rate in mm/yr.</source>
   <translation>速率，单位 mm/yr。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Rate uncertainty</source>
   <translation>速率不确定度</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Standard deviation of the rate in mm/yr.</source>
   <translation>速率的标准差，单位 mm/yr。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <location filename="../../algorithms/products/cube_import.py" />
   <source>Displacement</source>
   <translation>位移</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Displacement in mm, one band per date, named by date, for the temporal controller.</source>
   <translation>位移，单位 mm，每个日期一个波段，以日期命名，可用于时态控制器。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Noise indices</source>
   <translation>噪声指标</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>One band per noise index, and the mask (1 = kept) as the last one.</source>
   <translation>每个噪声指标一个波段，最后一个为掩膜（1 = 保留）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <location filename="../../algorithms/products/cube_import.py" />
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_egms.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <location filename="../../algorithms/products/import_store.py" />
   <source>Number of epochs</source>
   <translation>历元数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Number of masked pixels</source>
   <translation>被掩膜的像元数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Run again with REFERENCE {x:.5f},{y:.5f} [EPSG:4326], or use “Change the reference”.</source>
   <translation>请用 REFERENCE {x:.5f},{y:.5f} [EPSG:4326] 再运行一次，或使用“更换参考”。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <location filename="../../subsidence/jobs/raster_steps.py" />
   <source>{kept} of {all} interferograms kept; {masked} of {pixels} pixels masked. Reference: {place}.</source>
   <translation>{all} 幅干涉图中保留 {kept} 幅；{pixels} 个像元中掩膜 {masked} 个。参考：{place}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/licsar_time_series.py" />
   <source>Noise indices of LiCSBAS, line of sight, and the mask (1 = kept).</source>
   <translation>LiCSBAS 的噪声指标、视线向和掩膜（1 = 保留）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Change the reference</source>
   <translation>更换参考</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>&lt;p&gt;InSAR measures motion against a reference. Where the reference itself moves, everything else seems to move the other way. This refers a finished layer or raster to other ground: what that ground did is taken from every point and every epoch.&lt;/p&gt;&lt;p&gt;Give &lt;b&gt;one&lt;/b&gt; of: a point with a radius, an extent, polygons, or stations with ground measurements. Give &lt;b&gt;none&lt;/b&gt; to let the plugin look for stable ground: even (neighbours move alike), common (much of the even ground has the same rate), and of several such rates the one that sinks least. That is a judgement from the rates alone: where everything seen sinks evenly, only ground measurements can tell.&lt;/p&gt;&lt;p&gt;An offset takes the mean of the area; a plane, fitted to its points at every epoch, also takes a tilt, as orbits leave it. With stations the difference between the rates of InSAR and the ground is taken, growing evenly with time.&lt;/p&gt;&lt;p&gt;The number SHIFT is what was added to the rates, on average, in mm/yr: positive where the new reference sank in the old frame. Standard deviations of rates stay as they are.&lt;/p&gt;</source>
   <translation>&lt;p&gt;InSAR 测量的是相对于参考的运动。参考自身运动时，其他一切看起来都朝相反方向运动。本算法把已完成的图层或栅格改为相对于另一处地面：从每个点、每个历元减去该处地面的运动。&lt;/p&gt;&lt;p&gt;请给出&lt;b&gt;其一&lt;/b&gt;：带半径的点、范围、多边形，或有地面测量的站点。&lt;b&gt;都不给&lt;/b&gt;则由插件寻找稳定地面：均匀（邻点运动相同）、普遍（许多均匀地面速率相同），若有几个这样的速率则取下沉最少者。这只是由速率作出的判断：若所见之处均匀下沉，只有地面测量才能说明。&lt;/p&gt;&lt;p&gt;偏移取该区域的均值；平面在每个历元由其中的点拟合，还会去掉轨道留下的倾斜。给出站点时，取 InSAR 与地面速率之差，随时间均匀增长。&lt;/p&gt;&lt;p&gt;数值 SHIFT 是速率平均加上的量，单位 mm/yr：新参考在旧参考系中下沉时为正。速率的标准差不变。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Points with a rate or displacement fields.</source>
   <translation>带有速率或位移字段的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Raster</source>
   <translation>栅格</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Instead of points: displacements with bands named by date, or rates with one band.</source>
   <translation>代替点：波段以日期命名的位移，或单波段的速率。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Stable ground lies within the radius of this point.</source>
   <translation>稳定地面在该点的半径之内。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../algorithms/validation/compare_layers.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Radius [m]</source>
   <translation>半径 [m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Around the point; around each station; of the area that is looked for, which has at least five times the spacing of the points.</source>
   <translation>点的周围；每个站点的周围；所寻找区域的半径，至少为点间距的五倍。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Reference extent</source>
   <translation>参考范围</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Stable ground is this rectangle.</source>
   <translation>稳定地面为该矩形。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Reference polygons</source>
   <translation>参考多边形</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Stable ground lies in these polygons.</source>
   <translation>稳定地面在这些多边形内。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Where the ground was measured.</source>
   <translation>测量过地面的地方。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Empty takes the field that matches the names of the table best.</source>
   <translation>留空则取与表中名称最相符的字段。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>A row per station and date with a height, or east, north and up; or a row per station with rates.</source>
   <translation>每站每日期一行，含高程，或东、北、天顶；或每站一行，含速率。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Field with the vertical rate of the stations</source>
   <translation>站点垂直速率字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>For stations known by their rate alone, per year, positive up.</source>
   <translation>用于仅知速率的站点，每年，向上为正。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Unit of the ground measurements</source>
   <translation>地面测量的单位</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Of the table's or the stations' heights and rates.</source>
   <translation>表或站点的高程和速率的单位。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>feet</source>
   <translation>英尺</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Take a plane, not only an offset</source>
   <translation>去掉平面，而不只是偏移</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Fit a plane to the reference ground (or to at least four stations) and take it from all points.</source>
   <translation>对参考地面（或至少四个站点）拟合平面，并从所有点减去。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Points against the new reference</source>
   <translation>相对于新参考的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>The input with its motion changed; where points were given.</source>
   <translation>运动已改变的输入；给出点时。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Raster against the new reference</source>
   <translation>相对于新参考的栅格</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Where a raster was given.</source>
   <translation>给出栅格时。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Added to the rates [mm/yr]</source>
   <translation>加到速率上的量 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Points or stations in the reference</source>
   <translation>参考中的点数或站点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Middle of the reference, x</source>
   <translation>参考中心，x</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Middle of the reference, y</source>
   <translation>参考中心，y</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Give either points or a raster to refer anew.</source>
   <translation>请给出点或栅格之一以更换参考。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Rates change by {shift:+.2f} mm/yr; the new reference has {count} points around {x:.5f}, {y:.5f}.</source>
   <translation>速率改变 {shift:+.2f} mm/yr；新参考在 {x:.5f}, {y:.5f} 周围有 {count} 个点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>The bands of the raster “{name}” are not all named by date, such as 2020-01-31.</source>
   <translation>栅格“{name}”的波段并非都以日期命名，如 2020-01-31。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Give one reference only, not {ways} together.</source>
   <translation>请只给出一种参考，不要同时给出 {ways}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Most even ground that sinks least: {count} points within {radius:.0f} m, at {rate:+.2f} mm/yr on average against the present reference (standard deviation of the points' rates {spread:.2f} mm/yr); {share:.0%} of all points move like it.</source>
   <translation>下沉最少的最均匀地面：{radius:.0f} m 内 {count} 个点，相对于现参考平均为 {rate:+.2f} mm/yr（各点速率的标准差为 {spread:.2f} mm/yr）；全部点中有 {share:.0%} 与之同动。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../bridge/live_values.py" />
   <source>No point lies within {radius:g} m of the reference; the nearest is {distance:.0f} m away.</source>
   <translation>参考的 {radius:g} m 内没有点；最近的点在 {distance:.0f} m 处。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>No point with a rate lies in the reference; check its place and CRS.</source>
   <translation>参考中没有带速率的点；请检查其位置和 CRS。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>The points have no line of sight; they are taken to hold vertical motion.</source>
   <translation>这些点没有视线；当作垂直运动。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>{station} is not compared: {why}.</source>
   <translation>{station} 不参与比较：{why}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>{count} stations; differences of {before:.2f} mm/yr RMS become {after:.2f}.</source>
   <translation>{count} 个站点；RMS 差由 {before:.2f} mm/yr 变为 {after:.2f}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Rate against the new reference [{unit}/yr]</source>
   <translation>相对于新参考的速率 [{unit}/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>{date} [{unit}], against the new reference</source>
   <translation>{date} [{unit}]，相对新参考</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>At {count} epochs the new reference has no value; they are NULL.</source>
   <translation>有 {count} 个历元新参考没有值；它们为 NULL。</translation>
  </message>
  <message>
   <location filename="../../algorithms/insar/rereference_series.py" />
   <source>Motion against a new reference.</source>
   <translation>相对于新参考的运动。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/cube_import.py" />
   <source>Read only pixels whose centre lies inside; empty reads all.</source>
   <translation>只读取中心位于其内的像元；留空则全部读取。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/cube_import.py" />
   <source>One point per pixel with point_id, velocity, DYYYYMMDD and, when known, velocity_std, coherence, …</source>
   <translation>每个像元一个点，含 point_id、velocity、DYYYYMMDD，以及已知时的 velocity_std、coherence 等</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/cube_import.py" />
   <source>Rate in mm/yr on the product's pixels.</source>
   <translation>产品像元上的速率，单位 mm/yr。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/cube_import.py" />
   <source>Displacement in mm, one band per epoch, named by date, for the temporal controller.</source>
   <translation>位移，单位 mm，每历元一个波段，以日期命名，可用于时态控制器。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/cube_import.py" />
   <source>Refer the points to that ground with “Change the reference” (rereference_series).</source>
   <translation>请用“更换参考”（rereference_series）把点改为相对于该处地面。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/cube_import.py" />
   <location filename="../../algorithms/products/import_egms.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>{points} points, {epochs} epochs.</source>
   <translation>{points} 个点，{epochs} 个历元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/cube_layers.py" />
   <source>This product holds rates only, without a series; the displacement raster is not written.</source>
   <translation>该产品只有速率而没有序列；不写位移栅格。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/cube_store.py" />
   <source>Raster store</source>
   <translation>栅格库</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/cube_store.py" />
   <source>A folder with displacement, rate and layers of all pixels as a Zarr cube, which GDAL, xarray and “Import dated displacement rasters” read. Needs the Python package zarr.</source>
   <translation>一个文件夹，以 Zarr 数据立方体存放所有像元的位移、速率和图层；GDAL、xarray 和“导入带日期的位移栅格”都能读取。需要 Python 包 zarr。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/cube_store.py" />
   <source>{epochs} epochs of {rows} x {columns} pixels are in the store {path}.</source>
   <translation>{epochs} 个历元、{rows} x {columns} 个像元已存入库 {path}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>line of sight</source>
   <translation>视线向</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>+ towards satellite</source>
   <translation>+ 朝向卫星</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>positive towards the satellite, subsidence is negative</source>
   <translation>朝向卫星为正，下沉为负</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>+ up</source>
   <translation>+ 向上</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>positive up, subsidence is negative</source>
   <translation>向上为正，下沉为负</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>vertical</source>
   <translation>垂直</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>+ east</source>
   <translation>+ 向东</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>east–west</source>
   <translation>东西向</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>positive to the east</source>
   <translation>向东为正</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <location filename="../../subsidence/jobs/raster_steps.py" />
   <source>Displacement in mm and rate in mm/yr, {geometry}; {sign}.</source>
   <translation>位移单位 mm，速率单位 mm/yr，{geometry}；{sign}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <location filename="../../subsidence/jobs/raster_steps.py" />
   <source>Relative to: {reference}.</source>
   <translation>相对于：{reference}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <location filename="../../subsidence/jobs/raster_steps.py" />
   <source>Source: {source}.</source>
   <translation>来源：{source}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>Rate, std. dev., white noise [mm/yr]</source>
   <translation>速率标准差，白噪声 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>Mean coherence [0–1]</source>
   <translation>平均相干性 [0–1]</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>Height [m]</source>
   <translation>高程 [m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>Towards satellite, east</source>
   <translation>指向卫星，东</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>Towards satellite, north</source>
   <translation>指向卫星，北</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>Towards satellite, up</source>
   <translation>指向卫星，上</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>Effective area [m²], 0 = PS</source>
   <translation>有效面积 [m²]，0 = PS</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>RMSE of the series [mm]</source>
   <translation>序列的 RMSE [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>Seasonal amplitude [mm]</source>
   <translation>季节振幅 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>Rate, std. dev. delivered [mm/yr]</source>
   <translation>随数据提供的速率标准差 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>Ellipsoidal height [m]</source>
   <translation>椭球高 [m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>Rate [mm/yr], {geometry}, {sign}</source>
   <translation>速率 [mm/yr]，{geometry}，{sign}</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>Rate, std. dev. as the producer gives it [mm/yr]</source>
   <translation>数据方给出的速率标准差 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>{date} [mm], {geometry}, {sign}</source>
   <translation>{date} [mm]，{geometry}，{sign}</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/deformation_fields.py" />
   <source>velocity_std is as the producer gives it, as a rule for noise that is independent from epoch to epoch. “Deformation model of each point” gives rate_std, which knows the noise that the series show.</source>
   <translation>velocity_std 为生产者所给，通常按各历元相互独立的噪声计算。“各点的形变模型”给出 rate_std，它考虑了序列所显示的噪声。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>Export displacement series</source>
   <translation>导出位移序列</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>&lt;p&gt;Writes deformation points as others read them, in &lt;b&gt;mm&lt;/b&gt; and mm/yr with the sign as it is:&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;InSAR Explorer&lt;/b&gt;: a point layer with velocity and DYYYYMMDD (.gpkg, .shp, .geojson);&lt;/li&gt;&lt;li&gt;&lt;b&gt;MintPy save_qgis&lt;/b&gt;: a shapefile in longitude and latitude with CODE, HEIGHT, H_STDEV, VEL, V_STDEV, COHERENCE, EFF_AREA and DYYYYMMDD;&lt;/li&gt;&lt;li&gt;&lt;b&gt;CSV, wide&lt;/b&gt;: a row per point, a column per date; &lt;b&gt;CSV, long&lt;/b&gt;: a row per point and date;&lt;/li&gt;&lt;li&gt;&lt;b&gt;GeoParquet&lt;/b&gt;, where this QGIS has the driver;&lt;/li&gt;&lt;li&gt;&lt;b&gt;NetCDF cube&lt;/b&gt; after CF-1.8: displacement over time, y and x, with time, units and CRS. The points must be the pixels of a raster; or give the displacement raster itself;&lt;/li&gt;&lt;li&gt;&lt;b&gt;Google Earth (KMZ)&lt;/b&gt;: coloured points with a legend; the series of the fastest 5,000 as pictures.&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;Shapefiles hold at most 255 fields. A file name with another ending gets the format's own.&lt;/p&gt;</source>
   <translation>&lt;p&gt;按其他软件的读法写出形变点，单位为 &lt;b&gt;mm&lt;/b&gt; 和 mm/yr，符号不变：&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;InSAR Explorer&lt;/b&gt;：含 velocity 和 DYYYYMMDD 的点图层（.gpkg、.shp、.geojson）；&lt;/li&gt;&lt;li&gt;&lt;b&gt;MintPy save_qgis&lt;/b&gt;：经纬度 shapefile，含 CODE、HEIGHT、H_STDEV、VEL、V_STDEV、COHERENCE、EFF_AREA 和 DYYYYMMDD；&lt;/li&gt;&lt;li&gt;&lt;b&gt;CSV，宽表&lt;/b&gt;：每点一行，每个日期一列；&lt;b&gt;CSV，长表&lt;/b&gt;：每点每日期一行；&lt;/li&gt;&lt;li&gt;&lt;b&gt;GeoParquet&lt;/b&gt;，若此 QGIS 有该驱动；&lt;/li&gt;&lt;li&gt;符合 CF-1.8 的 &lt;b&gt;NetCDF 立方体&lt;/b&gt;：随时间、y、x 的位移，含时间、单位和坐标系。点须为栅格的像元；也可直接给出位移栅格；&lt;/li&gt;&lt;li&gt;&lt;b&gt;Google Earth（KMZ）&lt;/b&gt;：带图例的彩色点；最快的 5,000 个点附序列图片。&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;Shapefile 至多 255 个字段。文件名若用了别的扩展名，则改为该格式自己的扩展名。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>Points with displacement fields (DYYYYMMDD). May be empty when a raster is exported to NetCDF.</source>
   <translation>带有位移字段（DYYYYMMDD）的点。把栅格导出为 NetCDF 时可留空。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>Format</source>
   <translation>格式</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>What is written; see above.</source>
   <translation>写出什么；见上。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>InSAR Explorer layer</source>
   <translation>InSAR Explorer 图层</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>MintPy shapefile</source>
   <translation>MintPy shapefile</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>CSV, wide</source>
   <translation>CSV，宽格式</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>CSV, long</source>
   <translation>CSV，长格式</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>GeoParquet</source>
   <translation>GeoParquet</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>NetCDF cube</source>
   <translation>NetCDF 立方体</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>Google Earth (KMZ)</source>
   <translation>Google Earth（KMZ）</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>Displacement raster</source>
   <translation>位移栅格</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>For NetCDF: a raster with a band per date, such as the displacement output of the imports.</source>
   <translation>用于 NetCDF：每个日期一个波段的栅格，例如导入算法的位移输出。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>File</source>
   <translation>文件</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>Where to write. Its ending says the file type where a format has several.</source>
   <translation>写到哪里。格式有多种文件类型时由后缀决定。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>GeoPackage (*.gpkg);;Shapefile (*.shp);;GeoJSON (*.geojson);;CSV (*.csv);;GeoParquet (*.parquet);;</source>
   <translation>GeoPackage (*.gpkg);;Shapefile (*.shp);;GeoJSON (*.geojson);;CSV (*.csv);;GeoParquet (*.parquet);;</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>Give the points to export (a raster goes into NetCDF only).</source>
   <translation>请给出要导出的点（栅格只能导出为 NetCDF）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <location filename="../../algorithms/products/share_map.py" />
   <source>Say where the file is to be written.</source>
   <translation>请指明文件写到哪里。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>The file is written as {name}.</source>
   <translation>文件写为 {name}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>The GDAL of this QGIS was built without its {driver} driver; choose another format.</source>
   <translation>此 QGIS 的 GDAL 没有编译 {driver} 驱动；请选择其他格式。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <location filename="../../algorithms/products/share_map.py" />
   <location filename="../../ui/viewer/live.py" />
   <source>Rate (mm/yr)</source>
   <translation>速率（mm/yr）</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>red sinks or moves away</source>
   <translation>红色表示下沉或远离</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/export_series.py" />
   <source>The {count} fastest points have their series as a picture; all have it in words.</source>
   <translation>最快的 {count} 个点附有序列图片；所有点都有文字说明。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>Import deformation data</source>
   <translation>导入形变数据</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>&lt;p&gt;Looks at a file or folder, says what it is and why, and reads it: LiCSBAS, MintPy (also .he5), EGMS (tables, archives, level 3 rasters), OPERA DISP-S1, StaMPS' ps_plot .mat, dated rasters (GeoTIFF, NetCDF, GMTSAR and PyGMTSAR grids), rasters of rates (LiCSBAS' vel.geo.tif), deformation stores, and tables or point layers.&lt;/p&gt;&lt;p&gt;Everything becomes deformation points in mm and mm/yr, &lt;b&gt;positive towards the satellite or up, so subsidence is negative&lt;/b&gt;. Units that the files tell are used and named in the log. Where something has to be set by hand, such as a sign or a column, use the import for that kind; the result says which it was (KIND).&lt;/p&gt;</source>
   <translation>&lt;p&gt;查看一个文件或文件夹，说明它是什么以及为什么，并读取它：LiCSBAS、MintPy（含 .he5）、EGMS（表、压缩包、三级栅格）、OPERA DISP-S1、StaMPS 的 ps_plot .mat、带日期的栅格（GeoTIFF、NetCDF、GMTSAR 和 PyGMTSAR 格网）、速率栅格（LiCSBAS 的 vel.geo.tif）、形变存储，以及表格或点图层。&lt;/p&gt;&lt;p&gt;一切都成为以 mm 和 mm/yr 计的形变点，&lt;b&gt;朝向卫星或向上为正，因此沉降为负&lt;/b&gt;。采用文件所说的单位，并在日志中指出。若有需要手工设置的，如符号或列，请使用该类型的导入算法；结果会说明是哪一类（KIND）。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>File or folder</source>
   <translation>文件或文件夹</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>One file, or a folder (type or paste its path).</source>
   <translation>一个文件，或一个文件夹（输入或粘贴其路径）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>Several files</source>
   <translation>多个文件</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>Of one kind, in place of or beside the one above.</source>
   <translation>同一类型，代替上面的文件或与其一起使用。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_egms.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <location filename="../../algorithms/products/import_store.py" />
   <source>Read only the points inside; empty reads all.</source>
   <translation>只读取其内的点；留空则全部读取。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <source>Variable</source>
   <translation>变量</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>Of a NetCDF, HDF5 or GRIB file with several; empty chooses, and the log says which.</source>
   <translation>用于含多个变量的 NetCDF、HDF5 或 GRIB 文件；留空则自动选择，日志会说明是哪一个。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>Automatic takes what the files tell; of tables, rasters and points in NetCDF another choice counts.</source>
   <translation>自动：取文件所述；对表、栅格和 NetCDF 中的点，其他选择有效。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Direction of the displacement</source>
   <translation>位移的方向</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>Of tables and rasters; automatic takes what a file's name tells, else the line of sight.</source>
   <translation>用于表和栅格；自动：取文件名所示，否则为视线向。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Positive means sinking</source>
   <translation>正值表示下沉</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>Turn the sign of tables and rasters, where the producer counts subsidence as positive.</source>
   <translation>若数据方以沉降为正，则把表和栅格的符号反转。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>CRS of a table's coordinates</source>
   <translation>表中坐标的坐标系</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>Of coordinate columns. Layers keep their own CRS.</source>
   <translation>用于坐标列。图层保留自己的坐标系。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Date pattern</source>
   <translation>日期模式</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>How dates are written in names of columns, bands or files, such as %d%m%Y. Empty finds it out.</source>
   <translation>列名、波段名或文件名中日期的写法，例如 %d%m%Y。留空则自动识别。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Names of columns (text without a header line)</source>
   <translation>列名（没有表头的文本）</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>In order, with blanks or commas between, such as: x y rate.</source>
   <translation>按顺序，以空格或逗号分隔，如：x y rate。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Further values for no data</source>
   <translation>其他无数据值</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>Such as 0; the declared and usual ones are found.</source>
   <translation>例如 0；已声明的和常见的会自动识别。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>Points with point_id, velocity, DYYYYMMDD and what else the product tells.</source>
   <translation>带有 point_id、velocity、DYYYYMMDD 以及产品所含其他内容的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>What it was taken for</source>
   <translation>被认作的类型</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>Choose a file or a folder.</source>
   <translation>请选择文件或文件夹。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>{name} is taken for {kind}, because {why}.</source>
   <translation>{name} 被认作{kind}，因为{why}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>{count} files or folders were given, of which only {name} is read; import the others one at a time.</source>
   <translation>给定了 {count} 个文件或文件夹，只读取其中的 {name}；其余请逐个导入。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>Of rasters one further value for no data can be named, not {count}.</source>
   <translation>对栅格只能另外指定一个无数据值，而不是 {count} 个。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>{names} are not used: units, signs and dates of {kind} are known.</source>
   <translation>{names} 未被使用：{kind} 的单位、符号和日期是已知的。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_any.py" />
   <source>{name} cannot be read as a table or layer; check the file.</source>
   <translation>{name} 无法作为表或图层读取；请检查该文件。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>Import EGMS tables</source>
   <translation>导入 EGMS 表</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>&lt;p&gt;Reads tables of the &lt;b&gt;European Ground Motion Service&lt;/b&gt;, levels 2a, 2b and 3, of the older and the newer releases: CSV files with commas or semicolons, the zip archives they are delivered in, or folders of them. Only the rows inside the extent are read in, so large tiles can be clipped on the way.&lt;/p&gt;&lt;p&gt;Values are taken over unchanged, in mm and mm/yr: L2 along the line of sight, &lt;b&gt;positive towards the satellite&lt;/b&gt;; L3 up or east. The series are not set to 0 at the first date. The delivered standard deviation of the rate is a formal value and sometimes 0: it is kept as mean_velocity_std, and velocity_std is at least the floor given here.&lt;/p&gt;&lt;p&gt;Several tiles and tracks go into one layer, with fields tile, track, burst, swath and pass; where a track has no image on a date the value is NULL. The outputs for the ascending and descending points hold their own dates only and can go straight into the decomposition into east and up.&lt;/p&gt;&lt;p&gt;Source: EGMS product description, Copernicus Land Monitoring Service.&lt;/p&gt;</source>
   <translation>&lt;p&gt;读取&lt;b&gt;欧洲地面运动服务（EGMS）&lt;/b&gt;新旧版本的 2a、2b 和 3 级表：逗号或分号分隔的 CSV、交付时的 zip 压缩包，或其所在文件夹。只读入范围之内的行，因而大图幅可边读边裁。&lt;/p&gt;&lt;p&gt;数值原样采用，单位 mm 和 mm/yr：L2 沿视线向，&lt;b&gt;朝向卫星为正&lt;/b&gt;；L3 为垂直或东西向。序列在首个日期不置零。交付的速率标准差是形式值，有时为 0：保留为 mean_velocity_std，而 velocity_std 至少为此处给出的下限。&lt;/p&gt;&lt;p&gt;多个图幅和轨道汇入一个图层，带字段 tile、track、burst、swath 和 pass；某轨道在某日期没有影像时为 NULL。升轨点和降轨点的输出只含各自的日期，可直接用于垂直和东西向分解。&lt;/p&gt;&lt;p&gt;来源：EGMS product description, Copernicus Land Monitoring Service.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>EGMS tables, archives or folders</source>
   <translation>EGMS 表、压缩包或文件夹</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>One or several CSV files, zip archives as delivered, or folders that hold them.</source>
   <translation>一个或多个 CSV 文件、交付时的 zip 压缩包，或含有它们的文件夹。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>Coordinates</source>
   <translation>坐标</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>Which coordinates the points get. L3 tables have easting and northing only.</source>
   <translation>点取哪种坐标。L3 表只有东坐标和北坐标。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>easting, northing (EPSG:3035)</source>
   <translation>东坐标、北坐标 (EPSG:3035)</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>longitude, latitude (EPSG:4326)</source>
   <translation>经度、纬度 (EPSG:4326)</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>Tracks</source>
   <translation>轨道</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>Read only the files of these tracks, for example 088, 117; empty reads all.</source>
   <translation>只读取这些轨道的文件，例如 088, 117；留空则全部读取。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>Several releases of one tile</source>
   <translation>同一图幅的多个版本</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>Join their series, tied by the mean of their common dates, where the newer counts as far as it reaches; or read the newest release alone. A second delivery of the same years always replaces the first.</source>
   <translation>连接它们的序列，按共同日期的均值对接，较新者所及之处以较新者为准；或只读最新版本。同年份的第二次交付总是取代第一次。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>join</source>
   <translation>连接</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>newest</source>
   <translation>最新</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>Tie overlapping bursts (level 2a)</source>
   <translation>连接重叠的 burst（L2a 级）</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>Bursts of level 2a are relative to places of their own. Those of a track are brought into one frame by the median differences where they overlap, at every date; what all of them share stays. Levels 2b and 3 are tied to GNSS already.</source>
   <translation>L2a 级的各 burst 以各自的位置为参考。同一轨道的 burst 按其重叠处在每个日期的差值中位数纳入同一参考；它们共有的部分保持不变。L2b 和 L3 级已与 GNSS 连接。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>Least standard deviation of the rate [mm/yr]</source>
   <translation>速率标准差下限 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>Smaller values of velocity_std are raised to this, because the delivered ones are formal and may be 0, while the service states an accuracy of 1–2 mm/yr. With 0 only the zeros become NULL.</source>
   <translation>velocity_std 更小的值提高到此值，因为交付的是形式值且可能为 0，而该服务声明的精度为 1–2 mm/yr。取 0 时只把零变为 NULL。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>All points with point_id, velocity, velocity_std, quality fields and one field per date.</source>
   <translation>全部点，含 point_id、velocity、velocity_std、质量字段以及每个日期一个字段。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>The L2 points of ascending passes alone.</source>
   <translation>仅升轨的 L2 点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>The L2 points of descending passes alone.</source>
   <translation>仅降轨的 L2 点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>There are no {wanted} points; that output is not written.</source>
   <translation>没有 {wanted} 点；不写该输出。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_egms.py" />
   <source>The tracks have images on different dates, so {share:.0%} of the displacements are NULL. For clusters and forecasts import one track (TRACKS), or take the ascending and descending outputs.</source>
   <translation>各轨道的影像日期不同，因此 {share:.0%} 的位移为 NULL。聚类和预测请只导入一个轨道（TRACKS），或使用升轨和降轨的输出。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_licsbas.py" />
   <source>Import LiCSBAS time series</source>
   <translation>导入 LiCSBAS 时间序列</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_licsbas.py" />
   <source>&lt;p&gt;Reads what LiCSBAS leaves behind, &lt;b&gt;cum.h5&lt;/b&gt;, &lt;b&gt;cum_filt.h5&lt;/b&gt;, or a &lt;b&gt;TS_*&lt;/b&gt; or &lt;b&gt;results&lt;/b&gt; folder of flat files, and makes a point layer with the rate and one displacement field per epoch, a raster of the rate, and a raster of the displacement with one band per epoch.&lt;/p&gt;&lt;p&gt;Values are taken over unchanged: mm and mm/yr along the line of sight, &lt;b&gt;positive towards the satellite, so subsidence is negative&lt;/b&gt;, relative to the product's reference area. The rasters have the pixels and the georeference of the product.&lt;/p&gt;&lt;p&gt;A folder that holds both the plain and the filtered product gives the plain one unless you ask for the filtered: LiCSBAS' spatial filter of 2 km flattens small subsidence bowls. A results folder without cum.h5 holds rates only.&lt;/p&gt;&lt;p&gt;Source: Morishita, Y., et al. (2020), LiCSBAS, &lt;i&gt;Remote Sensing&lt;/i&gt; 12(3), 424.&lt;/p&gt;</source>
   <translation>&lt;p&gt;读取 LiCSBAS 的成果 &lt;b&gt;cum.h5&lt;/b&gt;、&lt;b&gt;cum_filt.h5&lt;/b&gt;，或由平面文件组成的 &lt;b&gt;TS_*&lt;/b&gt; 或 &lt;b&gt;results&lt;/b&gt; 文件夹，生成带速率和每历元一个位移字段的点图层、速率栅格，以及每历元一个波段的位移栅格。&lt;/p&gt;&lt;p&gt;数值原样采用：沿视线向的 mm 和 mm/yr，&lt;b&gt;朝向卫星为正，因而下沉为负&lt;/b&gt;，相对于该产品的参考区。栅格的像元和地理参考与产品相同。&lt;/p&gt;&lt;p&gt;文件夹中同时有未滤波和滤波产品时取未滤波的，除非您要求滤波的：LiCSBAS 的 2 km 空间滤波会削平小的沉降漏斗。没有 cum.h5 的 results 文件夹只有速率。&lt;/p&gt;&lt;p&gt;来源：Morishita, Y., et al. (2020), LiCSBAS, &lt;i&gt;Remote Sensing&lt;/i&gt; 12(3), 424.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_licsbas.py" />
   <source>cum.h5, cum_filt.h5, or a TS_* or results folder</source>
   <translation>cum.h5、cum_filt.h5，或 TS_* 或 results 文件夹</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_licsbas.py" />
   <source>A LiCSBAS time series file, or the folder it lies in (type or paste the folder's path).</source>
   <translation>LiCSBAS 时间序列文件，或其所在文件夹（键入或粘贴文件夹路径）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_licsbas.py" />
   <source>HDF5 files (*.h5);;All files (*)</source>
   <translation>HDF5 文件 (*.h5);;所有文件 (*)</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_licsbas.py" />
   <source>Apply the mask of the product</source>
   <translation>应用产品的掩膜</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_licsbas.py" />
   <source>Leave out the pixels that LiCSBAS masked as noisy, in points and rasters. The mask is the one inside the file, or results/mask beside it.</source>
   <translation>在点和栅格中略去 LiCSBAS 因噪声而掩膜的像元。掩膜取自文件内部，或旁边的 results/mask。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_licsbas.py" />
   <source>Of a folder, take the filtered product</source>
   <translation>文件夹中取滤波产品</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_licsbas.py" />
   <source>Take cum_filt.h5 or vel.filt where the folder holds it. Without effect when the input is a file.</source>
   <translation>文件夹中有 cum_filt.h5 或 vel.filt 时取之。输入为文件时不起作用。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_licsbas.py" />
   <source>Add the noise indices as fields</source>
   <translation>把噪声指标加为字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_licsbas.py" />
   <source>n_unw, n_gap, n_ifg_noloop, n_loop_err, maxTlen, resid_rms and stc, as far as the product has them.</source>
   <translation>n_unw、n_gap、n_ifg_noloop、n_loop_err、maxTlen、resid_rms 和 stc，以产品所有者为限。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_licsbas.py" />
   <source>The product has no mask; every pixel with data is kept.</source>
   <translation>该产品没有掩膜；保留所有有数据的像元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_licsbas.py" />
   <location filename="../../subsidence/products/recognise.py" />
   <source>The file {file} is empty; copy it again.</source>
   <translation>文件 {file} 是空的；请重新复制。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_mintpy.py" />
   <source>Import MintPy time series</source>
   <translation>导入 MintPy 时间序列</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_mintpy.py" />
   <source>&lt;p&gt;Reads a geocoded &lt;b&gt;timeseries*.h5&lt;/b&gt; of MintPy, and what lies beside it or in &lt;i&gt;inputs&lt;/i&gt;: velocity.h5, geometryGeo.h5, maskTempCoh.h5 and temporalCoherence.h5 (also with geo_ in front). Of a folder it takes the most corrected series. &lt;b&gt;HDF-EOS5 archives&lt;/b&gt; (S1_….he5) hold all of that in one file; they are mostly packed with LZF, which needs the Python package h5py.&lt;/p&gt;&lt;p&gt;Metres become &lt;b&gt;mm&lt;/b&gt; and mm/yr along the line of sight, &lt;b&gt;positive towards the satellite, so subsidence is negative&lt;/b&gt;, relative to MintPy's reference point and date. The line of sight comes from the incidence and azimuth angles, or from the heading where there is no azimuth. Pixels that are 0 at all times are no data, except the reference.&lt;/p&gt;&lt;p&gt;Files in radar geometry have no place on Earth; run MintPy's geocode.py first.&lt;/p&gt;&lt;p&gt;Source: Yunjun, Z., Fattahi, H., Amelung, F. (2019), &lt;i&gt;Computers &amp;amp; Geosciences&lt;/i&gt; 133, 104331.&lt;/p&gt;</source>
   <translation>&lt;p&gt;读取 MintPy 已地理编码的 &lt;b&gt;timeseries*.h5&lt;/b&gt;，以及旁边或 &lt;i&gt;inputs&lt;/i&gt; 中的文件：velocity.h5、geometryGeo.h5、maskTempCoh.h5 和 temporalCoherence.h5（也可带 geo_ 前缀）。对于文件夹取改正最充分的序列。&lt;b&gt;HDF-EOS5 归档&lt;/b&gt;（S1_….he5）把这些都放在一个文件中；它们大多用 LZF 压缩，需要 Python 包 h5py。&lt;/p&gt;&lt;p&gt;米化为沿视线向的 &lt;b&gt;mm&lt;/b&gt; 和 mm/yr，&lt;b&gt;朝向卫星为正，因此沉降为负&lt;/b&gt;，相对于 MintPy 的参考点和参考日期。视线由入射角和方位角得到，没有方位角时由航向得到。在所有时间都为 0 的像元为无数据，参考点除外。&lt;/p&gt;&lt;p&gt;雷达几何的文件没有地面位置；请先运行 MintPy 的 geocode.py。&lt;/p&gt;&lt;p&gt;来源：Yunjun, Z., Fattahi, H., Amelung, F. (2019), &lt;i&gt;Computers &amp;amp; Geosciences&lt;/i&gt; 133, 104331。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_mintpy.py" />
   <source>timeseries*.h5, or MintPy's working folder</source>
   <translation>timeseries*.h5，或 MintPy 的工作文件夹</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_mintpy.py" />
   <source>The file to read, or the folder it lies in (type or paste the folder's path).</source>
   <translation>要读取的文件，或其所在文件夹（键入或粘贴文件夹路径）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_mintpy.py" />
   <source>HDF5 files (*.h5 *.he5);;All files (*)</source>
   <translation>HDF5 文件 (*.h5 *.he5);;所有文件 (*)</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_mintpy.py" />
   <source>Apply maskTempCoh.h5</source>
   <translation>应用 maskTempCoh.h5</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_mintpy.py" />
   <source>Leave out the pixels below MintPy's threshold of temporal coherence, where the mask lies beside.</source>
   <translation>当掩膜在旁边时，略去低于 MintPy 时间相干性阈值的像元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_mintpy.py" />
   <source>There is no maskTempCoh.h5; every pixel with data is kept.</source>
   <translation>没有 maskTempCoh.h5；保留所有有数据的像元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_opera.py" />
   <source>Import OPERA displacement stack</source>
   <translation>导入 OPERA 位移堆栈</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_opera.py" />
   <source>&lt;p&gt;Reads the NetCDF files of NASA/JPL's &lt;b&gt;OPERA DISP-S1&lt;/b&gt; for one frame and puts them together into one series: points, a raster of the rate, and a raster of the displacement with one band per date.&lt;/p&gt;&lt;p&gt;Each file holds the displacement since a reference date, and that date moves forward now and then; the series is joined by adding what the new reference had reached. The ionospheric delay and the solid Earth tide are subtracted, and only what the recommended mask calls good is kept. A pixel that is masked on a date when the reference moves is unknown from then on, and how many these are is told.&lt;/p&gt;&lt;p&gt;Units become mm and mm/yr along the line of sight, &lt;b&gt;positive towards the satellite, so subsidence is negative&lt;/b&gt;. Lay the DISP-S1-STATIC raster los_enu beside the files to get the line of sight. A whole frame has tens of millions of pixels: give an extent.&lt;/p&gt;&lt;p&gt;Source: OPERA DISP-S1 product specification, JPL D-108278.&lt;/p&gt;</source>
   <translation>&lt;p&gt;读取 NASA/JPL &lt;b&gt;OPERA DISP-S1&lt;/b&gt; 某一帧的 NetCDF 文件并合成一个序列：点、速率栅格，以及每个日期一个波段的位移栅格。&lt;/p&gt;&lt;p&gt;每个文件存放自参考日期以来的位移，而参考日期会不时前移；序列通过加上新参考当时已达到的值来衔接。减去电离层延迟和固体潮，只保留推荐掩膜认为合格的部分。参考前移之日被掩膜的像元此后即为未知，其数量会告知。&lt;/p&gt;&lt;p&gt;单位换算为沿视线向的 mm 和 mm/yr，&lt;b&gt;朝向卫星为正，因而下沉为负&lt;/b&gt;。把 DISP-S1-STATIC 的 los_enu 栅格放在文件旁边即可得到视线向。整帧有数千万像元：请给出范围。&lt;/p&gt;&lt;p&gt;来源：OPERA DISP-S1 product specification, JPL D-108278.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_opera.py" />
   <source>DISP-S1 files or their folder</source>
   <translation>DISP-S1 文件或其文件夹</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_opera.py" />
   <source>OPERA_L3_DISP-S1_*.nc files of one frame, or the folder that holds them.</source>
   <translation>同一帧的 OPERA_L3_DISP-S1_*.nc 文件，或含有它们的文件夹。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_opera.py" />
   <source>Apply the recommended mask</source>
   <translation>应用推荐掩膜</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_opera.py" />
   <source>Keep a displacement only where the product's recommended_mask is 1, date by date.</source>
   <translation>逐日期只保留产品 recommended_mask 为 1 的位移。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_opera.py" />
   <source>Subtract ionosphere and Earth tide</source>
   <translation>减去电离层和固体潮</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_opera.py" />
   <source>Subtract the ionospheric delay and the solid Earth tide that the files bring along.</source>
   <translation>减去文件自带的电离层延迟和固体潮。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_opera.py" />
   <source>Divide by the up component of the line of sight (needs the STATIC raster), which assumes that the ground moves straight up or down only.</source>
   <translation>除以视线的天顶分量（需要 STATIC 栅格），即假定地面只作垂直升降。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_opera.py" />
   <source>One point per pixel with point_id, velocity, DYYYYMMDD, coherence and, when known, the line of sight.</source>
   <translation>每个像元一个点，含 point_id、velocity、DYYYYMMDD、coherence，以及已知时的视线向。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_opera.py" />
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <source>Rate in mm/yr, the least-squares slope of each series.</source>
   <translation>速率，单位 mm/yr，为各序列的最小二乘斜率。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <source>Import dated displacement rasters</source>
   <translation>导入带日期的位移栅格</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <source>&lt;p&gt;Makes a displacement series of rasters on one grid: &lt;b&gt;a folder with a file per date&lt;/b&gt;, or &lt;b&gt;one file with a band per date&lt;/b&gt;. The date is looked for in the NetCDF time, the bands' names and the file names: 2018-03-06, 20180306 and the like. Files named by two dates, of which the first is the same in all, are displacements since that first date, which is added as zero. Rasters that lie upside down, longitudes of 0 … 360°, packed values and any order of the axes are understood; &lt;b&gt;NETCDF:"file":variable&lt;/b&gt; names a variable.&lt;/p&gt;&lt;p&gt;Displacements become mm, &lt;b&gt;positive towards the satellite or up, so subsidence is negative&lt;/b&gt;. The rate is the least-squares slope of each pixel. Interferograms are no series: process them with “LiCSAR time series”.&lt;/p&gt;</source>
   <translation>&lt;p&gt;由同一格网上的栅格得到位移序列：&lt;b&gt;每个日期一个文件的文件夹&lt;/b&gt;，或&lt;b&gt;每个日期一个波段的单个文件&lt;/b&gt;。日期从 NetCDF 时间、波段名和文件名中寻找：2018-03-06、20180306 等。以两个日期命名且第一个都相同的文件，是自该首日以来的位移，首日补为零。上下颠倒的栅格、0 … 360° 的经度、压缩存储的值和任意的轴顺序都能识别；&lt;b&gt;NETCDF:"file":variable&lt;/b&gt; 指定一个变量。&lt;/p&gt;&lt;p&gt;位移化为 mm，&lt;b&gt;朝向卫星或向上为正，因此沉降为负&lt;/b&gt;。速率为每个像元的最小二乘斜率。干涉图不是序列：请用“LiCSAR 时间序列”处理。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <source>Rasters or their folder</source>
   <translation>栅格或其文件夹</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <source>Files with the date in their names, a file with dated bands, a folder of such files, or a raster store.</source>
   <translation>文件名含日期的文件、波段带日期的文件、此类文件的文件夹，或一个栅格库。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <source>Which variable (NetCDF, HDF5) or element (GRIB) holds the displacement. Empty takes the only one, or the one that is called so; the log says which.</source>
   <translation>哪个变量（NetCDF、HDF5）或要素（GRIB）是位移。留空取唯一的一个，或名称如此的那个；日志会说明是哪一个。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <source>Unit of displacements</source>
   <translation>位移的单位</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <source>Automatic takes what the files tell (units of NetCDF variables and of bands, tags), and mm where they tell nothing. Another choice counts even where the files contradict it, which is said.</source>
   <translation>自动：取文件所说的（NetCDF 变量和波段的单位、标签），没有说明时为 mm。选择其他时即使与文件矛盾也以所选为准，并会说明。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Line of sight as the radar measures it, or already turned to vertical.</source>
   <translation>雷达测得的视线向，或已转换为垂直向。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Turn the sign, where the producer counts subsidence (or range increase) as positive.</source>
   <translation>当生产者以下沉（或斜距增加）为正时，反转符号。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <source>A regular expression with groups named year, month and day, for names in which dates are not found by themselves. For example (?P&lt;year&gt;\d{4})_(?P&lt;month&gt;\d\d)_(?P&lt;day&gt;\d\d).</source>
   <translation>含有名为 year、month 和 day 的分组的正则表达式，用于无法自动识别日期的名称。例如 (?P&lt;year&gt;\d{4})_(?P&lt;month&gt;\d\d)_(?P&lt;day&gt;\d\d)。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <source>Further value for no data</source>
   <translation>另一个无数据值</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <source>Such as 0, where the files declare none. Declared values and usual ones (-9999, 1e20) are found by themselves.</source>
   <translation>例如 0，当文件没有声明时。已声明的值和常见的值（-9999、1e20）会自动识别。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <source>One point per pixel with point_id, velocity and DYYYYMMDD.</source>
   <translation>每个像元一个点，含 point_id、velocity 和 DYYYYMMDD。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <source>Import a raster store by itself; choose only its folder.</source>
   <translation>栅格库须单独导入；请只选择它的文件夹。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_raster_stack.py" />
   <source>{names} are not used: a raster store tells all that.</source>
   <translation>{names} 未被使用：栅格库已说明这一切。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Import series table or dated layer</source>
   <translation>导入序列表或带日期的图层</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>&lt;p&gt;Makes deformation points of any table or point layer that holds displacement over time: text files with commas, semicolons or tabs, shapefiles, GeoPackages, spreadsheets, layers of the project.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Wide&lt;/b&gt; tables have a row per point and a column per date: D20180306, disp_20180306, 20180306_mm, X2018.03.06, 06-Mar-2018, decimal years such as 2018.178 and the other usual forms; a date pattern tells the rest. &lt;b&gt;Long&lt;/b&gt; tables have a row per point and date. Tables of &lt;b&gt;rates alone&lt;/b&gt; give points without a series. Dates may also run down and points across, with the coordinates in two rows. Columns are recognised by their usual names; where that fails, name them. Points inside MULTIPOINT geometries are taken where there is one in each.&lt;/p&gt;&lt;p&gt;Comment and title lines before the header, semicolons, blanks, decimal commas, separators of thousands and the encoding are found out. Units that the file states are taken and said. Values such as −9999 that stand apart become NULL and are counted.&lt;/p&gt;&lt;p&gt;Displacements and rates become mm and mm/yr, &lt;b&gt;positive towards the satellite or up, so subsidence is negative&lt;/b&gt;; turn the sign where the producer counts sinking as positive. Without a rate the least-squares slope of each series is taken. Large wide tables are clipped while they are read.&lt;/p&gt;</source>
   <translation>&lt;p&gt;由任何含有随时间位移的表格或点图层得到形变点：以逗号、分号或制表符分隔的文本文件、shapefile、GeoPackage、电子表格、工程中的图层。&lt;/p&gt;&lt;p&gt;&lt;b&gt;宽&lt;/b&gt;表每点一行、每个日期一列：D20180306、disp_20180306、20180306_mm、X2018.03.06、06-Mar-2018、2018.178 之类的小数年以及其他常见形式；其余由日期格式说明。&lt;b&gt;长&lt;/b&gt;表每点每个日期一行。&lt;b&gt;只有速率&lt;/b&gt;的表给出没有序列的点。日期也可以纵排、点横排，坐标占两行。列按其常见名称识别；识别不了时请指明。MULTIPOINT 几何中每个只含一点的也可以。&lt;/p&gt;&lt;p&gt;表头之前的注释行和标题行、分号、空格、小数逗号、千位分隔符和编码都会自动识别。文件声明的单位会被采用并说明。−9999 之类孤立的值变为 NULL 并计数。&lt;/p&gt;&lt;p&gt;位移和速率化为 mm 和 mm/yr，&lt;b&gt;朝向卫星或向上为正，因此沉降为负&lt;/b&gt;；生产者以下沉为正时请反号。没有速率时取每条序列的最小二乘斜率。大的宽表在读取时裁剪。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Table or point layer</source>
   <translation>表或点图层</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>A text file, any vector or table file, or a layer. Type or paste the path of .txt files.</source>
   <translation>文本文件、任何矢量或表文件，或图层。.txt 文件请键入或粘贴路径。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Of the input's displacements; its rates are in the same unit per year. Automatic takes what the file states (comments, names of columns, a column of units), and mm where it states nothing. Another choice counts even where the file contradicts it, which is said.</source>
   <translation>输入的位移的单位；其速率为同一单位每年。自动：取文件所述（注释、列名、单位列），未说明时为 mm。其他选择即使与文件矛盾也有效，并会说明。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>CRS of the coordinates</source>
   <translation>坐标的坐标系</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Of the coordinate columns. Layers keep their own CRS.</source>
   <translation>坐标列的坐标系。图层保持自己的坐标系。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Points with point_id, velocity, one field DYYYYMMDD per date, and the input's other columns.</source>
   <translation>含 point_id、velocity、每个日期一个 DYYYYMMDD 字段以及输入其他列的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Column of longitude or easting</source>
   <translation>经度或东坐标列</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Empty looks for the usual names, such as lon or x.</source>
   <translation>留空则查找常用名称，例如 lon 或 x。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Column of latitude or northing</source>
   <translation>纬度或北坐标列</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Empty looks for the usual names, such as lat or y.</source>
   <translation>留空则查找常用名称，例如 lat 或 y。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Column of the rate</source>
   <translation>速率列</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Empty looks for the usual names; else the slope is taken.</source>
   <translation>留空则查找常用名称；没有则取斜率。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Column of dates (long tables)</source>
   <translation>日期列（长表）</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Empty looks for the usual names, such as date.</source>
   <translation>留空则查找常用名称，例如 date。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Column of displacements (long tables)</source>
   <translation>位移列（长表）</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Empty looks for the usual names.</source>
   <translation>留空则查找常用名称。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Column of point names (long tables)</source>
   <translation>点名列（长表）</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Empty tells points apart by name or place.</source>
   <translation>留空则按名称或位置区分各点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>How dates are written in the names of columns or in the column of dates, such as disp%d%m%Y; or a regular expression with the groups year, month and day. Empty finds it out.</source>
   <translation>列名或日期列中日期的写法，如 disp%d%m%Y；或含 year、month、day 组的正则表达式。留空自动识别。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Values count from</source>
   <translation>数值的起算点</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>The first date, as displacements do, or the date before, as increments do, which are summed up. Automatic sums what its names call increments, or what runs from one date to the next, and says so.</source>
   <translation>从第一个日期起算（位移如此），或从前一个日期起算（增量如此，将被累加）。自动：名称称之为增量的，或从一个日期到下一个日期首尾相接的，予以累加，并加以说明。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>the first date</source>
   <translation>第一个日期</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>the date before</source>
   <translation>前一个日期</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>Among displacements and rates, such as 0 or -1, with commas between. Values that the file declares and usual ones (-9999, 1e20) are found by themselves.</source>
   <translation>位移和速率中的无数据值，例如 0 或 -1，用逗号分隔。文件声明的和常见的值（-9999、1e20）会自动识别。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_series_table.py" />
   <source>This table cannot be read; export it as CSV and choose that file.</source>
   <translation>此表无法读取；请导出为 CSV 并选择该文件。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_store.py" />
   <source>Deformation store to layer</source>
   <translation>形变存储转为图层</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_store.py" />
   <source>&lt;p&gt;Makes a whole layer of a &lt;b&gt;deformation store&lt;/b&gt;, or of a part of it: the points inside an extent, those with given names, or those of a light layer (its selected features, for example). The light layer that an import makes beside a store has the rates alone; this one has all fields and the series, and goes into every other algorithm. Only the files that touch the extent are read.&lt;/p&gt;&lt;p&gt;Values are those of the store: mm and mm/yr, series to seven digits (float32). The store stays as it is. Beyond about a million points a layer is slow; take a part.&lt;/p&gt;</source>
   <translation>&lt;p&gt;把&lt;b&gt;形变存储&lt;/b&gt;的全部或一部分做成完整的图层：范围内的点、给定名称的点，或轻量图层中的点（例如其选中的要素）。导入时随存储生成的轻量图层只有速率；此图层有全部字段和序列，可用于所有其他算法。只读取与范围相交的文件。&lt;/p&gt;&lt;p&gt;数值与存储中的相同：mm 和 mm/yr，序列有七位有效数字（float32）。存储保持不变。超过约一百万个点时图层会很慢；请取一部分。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_store.py" />
   <location filename="../../algorithms/products/point_layers.py" />
   <source>Deformation store</source>
   <translation>形变库</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_store.py" />
   <source>The folder that an import, “Decompose” or a job wrote (STORE).</source>
   <translation>由导入、“分解”或作业写出的文件夹（STORE）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_store.py" />
   <source>Points of the light layer</source>
   <translation>轻量图层的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_store.py" />
   <source>Read only these points; “Selected features only” takes a selection.</source>
   <translation>只读取这些点；“仅选中的要素”取所选部分。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_store.py" />
   <source>Names of points</source>
   <translation>点的名称</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_store.py" />
   <source>Read only the points with these point_id, with commas between.</source>
   <translation>只读取 point_id 为这些值的点，用逗号分隔。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_store.py" />
   <source>The points with point_id, velocity, all fields of the store and one field per date.</source>
   <translation>带有 point_id、velocity、存储的全部字段以及每个日期一个字段的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_store.py" />
   <source>{count} of the names are of no point that was asked for: {names}.</source>
   <translation>有 {count} 个名称不属于所要求的任何点：{names}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_store.py" />
   <source>{count} points make a slow layer; take an extent, or leave them in the store.</source>
   <translation>{count} 个点会使图层很慢；请取一个范围，或让它们留在存储中。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_store.py" />
   <source>{count} of the {all} points of the store, {epochs} epochs.</source>
   <translation>存储的 {all} 个点中的 {count} 个，{epochs} 个历元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_store.py" />
   <source>“{layer}” has no field {field}; give the layer that was made with the store.</source>
   <translation>“{layer}”没有字段 {field}；请给出随存储生成的图层。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/import_store.py" />
   <location filename="../../bridge/stored_series.py" />
   <source>The deformation store {path} was made anew and has other points than “{layer}”; open the layer that was made with it.</source>
   <translation>形变库 {path} 已重新生成，其中的点与“{layer}”不同；请打开与它一起生成的图层。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/point_layers.py" />
   <source>For more than about a million points: a folder of GeoParquet tiles with everything. The layer then has point_id, velocity and store_row alone, the number of the point in the store. Needs the Python package pyarrow.</source>
   <translation>用于约一百万以上的点：一个含全部内容的 GeoParquet 瓦片文件夹。图层则只有 point_id、velocity 和 store_row（点在库中的编号）。需要 Python 包 pyarrow。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/point_layers.py" />
   <source>Overview of the store</source>
   <translation>存储的概览</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/point_layers.py" />
   <source>With a deformation store: mean rates in cells, shown at scales smaller than 1:{scale}, where the points are hidden.</source>
   <translation>配合形变存储：按格网的平均速率，在比例尺小于 1:{scale} 时显示，此时隐藏各点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/point_layers.py" />
   <source>An overview is made of a deformation store; name a folder for it (STORE), too.</source>
   <translation>概览由形变存储生成；请同时为存储指定一个文件夹（STORE）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/point_layers.py" />
   <source>Points in the cell</source>
   <translation>格内点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/point_layers.py" />
   <source>Point</source>
   <translation>点</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/point_layers.py" />
   <source>Row in the store</source>
   <translation>在库中的行</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/point_layers.py" />
   <source>{count} points are in the store {path}, in {files} files.</source>
   <translation>{count} 个点存于库 {path}，共 {files} 个文件。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/point_layers.py" />
   <source>nowhere on Earth</source>
   <translation>地球上不存在的位置</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/point_layers.py" />
   <source>{name}: points about {x:.8g}, {y:.8g} lie at {where}, far from where {crs} is used ({area}); check CRS, and whether X and Y are exchanged, as where X goes north.</source>
   <translation>{name}：点约在 {x:.8g}, {y:.8g}，位于 {where}，远离 {crs} 的使用范围（{area}）；请检查 CRS，以及 X 和 Y 是否互换（例如 X 指向北方的系统）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Share a map</source>
   <translation>分享地图</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>&lt;p&gt;Writes &lt;b&gt;one HTML file&lt;/b&gt; to send to someone without QGIS: the points coloured by their rate, the series and the forecast of the point that is clicked, a legend with the sign. Zoomed out, a dot stands for the points of a few pixels and shows their mean.&lt;/p&gt;&lt;p&gt;Any browser of 2023 or newer opens it, without a network; the streets beneath, which the reader may switch on, need one. Values are kept to 0.1 mm. It carries licence and source of the layer.&lt;/p&gt;</source>
   <translation>&lt;p&gt;写出&lt;b&gt;一个 HTML 文件&lt;/b&gt;，可发给没有 QGIS 的人：按速率着色的点、被点击点的序列和预测、带符号说明的图例。缩小时，一个圆点代表几个像素范围内的点，显示其均值。&lt;/p&gt;&lt;p&gt;2023 年或更新的任何浏览器都能打开，无需网络；读者可打开的街道底图则需要网络。数值保留到 0.1 mm。文件带有图层的许可和来源。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Points with displacement fields, with or without forecast.</source>
   <translation>含位移字段的点，可有预测字段。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Empty takes the layer's name.</source>
   <translation>留空则取图层名称。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Title</source>
   <translation>标题</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Range of the colours [mm/yr]</source>
   <translation>颜色范围 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>From minus this to plus this; 0 fits it to the rates.</source>
   <translation>从负的此值到正的此值；0 表示按速率自动确定。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Most points</source>
   <translation>最多点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Of more, the fastest half of them and others by chance are kept, to keep the file small; 0 keeps all.</source>
   <translation>点数更多时，保留其中最快的一半，其余随机抽取，以使文件较小；0 表示全部保留。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Map</source>
   <translation>地图</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>The page, which needs no other file.</source>
   <translation>网页，不需要其他文件。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Size of the file [bytes]</source>
   <translation>文件大小 [字节]</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>{kept} of {all} points are on the map: the fastest, and others by chance.</source>
   <translation>地图上有 {all} 个点中的 {kept} 个：最快的，其余随机抽取。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>{count} points, {first} to {last}.</source>
   <translation>{count} 个点，{first} 至 {last}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <location filename="../../subsidence/report/page.py" />
   <source>en</source>
   <translation>zh-CN</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>The page has {size:.0f} MB; some mail servers take no more than 20. Fewer points make it smaller.</source>
   <translation>网页有 {size:.0f} MB；有些邮件服务器至多接收 20 MB。点数少些文件就小些。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Dots: observed. Dashed: forecast.</source>
   <translation>圆点：观测。虚线：预测。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Dots: observed. Dashed: forecast; the band is its interval.</source>
   <translation>圆点：观测。虚线：预测；色带为其区间。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Streets (needs a network)</source>
   <translation>街道（需要网络）</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Point {n}</source>
   <translation>点 {n}</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Mean of {n} points</source>
   <translation>{n} 个点的均值</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Rate {rate} mm/yr</source>
   <translation>速率 {rate} mm/yr</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <location filename="../../bridge/small_pictures.py" />
   <location filename="../../subsidence/changes/report.py" />
   <location filename="../../subsidence/groundwater/report.py" />
   <location filename="../../subsidence/structures/report.py" />
   <location filename="../../ui/series_plot.py" />
   <location filename="../../ui/viewer/profile_window.py" />
   <source>displacement (mm)</source>
   <translation>位移 (mm)</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>Red sinks or moves away from the satellite, blue rises or moves towards it. Click on a point.</source>
   <translation>红色表示下沉或远离卫星，蓝色表示上升或靠近卫星。请点击一个点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/products/share_map.py" />
   <source>This browser cannot unpack the data; take a newer one.</source>
   <translation>此浏览器无法解压数据；请使用较新的浏览器。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>Predict rate</source>
   <translation>预测速率</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>&lt;p&gt;Applies a model file made by “PSO-BP rate prediction” to points that have the same factor fields: ground without measurements, another city, or the same city with changed factors.&lt;/p&gt;&lt;p&gt;&lt;b&gt;What if.&lt;/b&gt; Recompute the factors with a planned subway line added, choose the layer with the factors of today as “Compare with”, and the field &lt;b&gt;rate_change&lt;/b&gt; shows what the model expects to change, from the factors alone. The layers must have the same points in the same order.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Neighbours.&lt;/b&gt; A model that learned what measured points say of places near them adds that (&lt;b&gt;rate_from_neighbours&lt;/b&gt;, beside &lt;b&gt;rate_from_factors&lt;/b&gt;); far from them it fades. Switch it off to see what changed factors alone would do.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Surroundings.&lt;/b&gt; Where the model learned that it helps, what the factors say is averaged over the points around, as far as it learned. So give all points of an area together.&lt;/p&gt;&lt;p&gt;The names and kinds of the factors are checked; values outside what the model has seen are held at the limit, counted in &lt;b&gt;extrapolated&lt;/b&gt;, and mentioned if they look like another unit. Clusters are guessed from the factors unless you give a cluster field.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Intervals&lt;/b&gt; grow with the distance from the points that the model learned from, on the map and in the factors, as they had to when each half of that ground was left out in turn. Farther away than was tested a point gets no interval, and the field &lt;b&gt;unseen_ground&lt;/b&gt; is 1.&lt;/p&gt;</source>
   <translation>&lt;p&gt;把“PSO-BP 速率预测”生成的模型文件用于具有相同因子字段的点：没有观测的地面、另一座城市，或因子改变后的同一城市。&lt;/p&gt;&lt;p&gt;&lt;b&gt;假设分析。&lt;/b&gt;加入规划中的地铁线后重新计算因子，把含现状因子的图层选为“对比图层”，字段 &lt;b&gt;rate_change&lt;/b&gt; 即为模型仅由因子预期的变化。两个图层须有顺序相同的相同点。&lt;/p&gt;&lt;p&gt;&lt;b&gt;邻点。&lt;/b&gt;若模型学到了已测点对附近地方的说明作用，就会加上这一部分（&lt;b&gt;rate_from_neighbours&lt;/b&gt;，与 &lt;b&gt;rate_from_factors&lt;/b&gt; 并列）；远离它们时逐渐消失。要看仅由因子改变会怎样，请将其关闭。&lt;/p&gt;&lt;p&gt;&lt;b&gt;周边。&lt;/b&gt;若模型学习时表明有益，因子给出的结果将在周边各点上取平均，范围为其所学到的宽度。因此请将一个区域的所有点一起给出。&lt;/p&gt;&lt;p&gt;会检查因子的名称和类型；超出模型所见范围的值按界限取值，计入 &lt;b&gt;extrapolated&lt;/b&gt;，若看似单位不同则加以提示。除非给出聚类字段，否则聚类由因子推断。&lt;/p&gt;&lt;p&gt;&lt;b&gt;区间&lt;/b&gt;随着与模型所学点的距离（在地图上和在因子上）而增大，增大的程度取自依次留出该地面每一半时的结果。比检验过的更远的点没有区间，字段 &lt;b&gt;unseen_ground&lt;/b&gt; 为 1。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>Points with the factor fields the model knows.</source>
   <translation>带有模型所需因子字段的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>Made by “PSO-BP rate prediction”.</source>
   <translation>由“PSO-BP 速率预测”生成。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Rate models (*.npz)</source>
   <translation>速率模型 (*.npz)</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>Compare with</source>
   <translation>与之比较</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>The same points with other factors; adds rate_change, the prediction here minus the one there.</source>
   <translation>因子不同的同一批点；添加 rate_change，即此处预测减去彼处预测。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>Observed clusters, if there are any; empty: guessed from the factors.</source>
   <translation>观测得到的聚类（若有）；留空：由因子推断。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Let measured points speak for places near them</source>
   <translation>让已测点说明其附近的地方</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>Where the model learned that it helps; the share fades with the distance to the points it learned from. Off, and always where layers are compared: the factors alone.</source>
   <translation>用于模型学到这样有益之处；其份额随与所学点的距离而减小。关闭时，以及比较图层时：仅由因子得出。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Average the factors' answers over places around</source>
   <translation>将因子给出的结果在周边位置上取平均</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>Where the model learned that it helps, over the points of this layer: a point's rate then depends on which others are in it. Off: every place answers for itself.</source>
   <translation>若模型学习时表明有益，则在本图层各点上取平均：某点的速率因而取决于图层中还有哪些点。关闭：每个位置单独回答。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Predicted rates</source>
   <translation>预测的速率</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>The points with predicted rate, interval and extrapolation count.</source>
   <translation>带有预测速率、区间和外推计数的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>Number of points with a predicted rate</source>
   <translation>有预测速率的点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>Number of points too far from what was learned to have an interval</source>
   <translation>离所学地面太远而没有区间的点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>Number of points with a factor outside the model's range</source>
   <translation>有因子超出模型范围的点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>1: too far from what was learned</source>
   <translation>1：离所学地面太远</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Part the point played</source>
   <translation>该点所属的部分</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>Change of the predicted rate (mm/yr)</source>
   <translation>预测速率的变化 (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>Rates predicted from factors by a saved model. Negative is subsidence.</source>
   <translation>由保存的模型根据因子预测的速率。下沉为负。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>The coordinate system is not known, so neither places around nor measured points nearby have a say, and intervals do not grow with the distance from the learned ground.</source>
   <translation>坐标系未知，因此周围地点和附近实测点均不参与预测，区间也不随与学习区域的距离增大。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>Every point lacks at least one factor, so nothing can be predicted.</source>
   <translation>每个点都至少缺一个因子，因此无法预测。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>{count} points lack a factor and get no rate.</source>
   <translation>{count} 个点缺少因子，没有速率。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>{count} of {all} points have a factor outside what the model has seen; see the field extrapolated.</source>
   <translation>{all} 个点中有 {count} 个的因子超出模型所见范围；见字段 extrapolated。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>The model file does not know how errors grow on ground that it never saw; intervals hold near the points that it learned from, and are too narrow elsewhere. Train it again to have that tested.</source>
   <translation>模型文件不知道误差在从未见过的地面上如何增大；区间在其所学的点附近成立，在别处则过窄。请重新训练以检验这一点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <source>{count} points are farther from the learned ground, on the map or in the factors, than was ever tested; they get a rate but no interval (field unseen_ground).</source>
   <translation>{count} 个点在地图上或在因子上离所学地面比检验过的更远；它们有速率但没有区间（字段 unseen_ground）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/predict_rate.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>“{name}” does not have the same points in the same order, so the rates cannot be compared.</source>
   <translation>“{name}”的点或其顺序不相同，因此无法比较速率。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <location filename="../../subsidence/rate/report.py" />
   <source>PSO-BP rate prediction</source>
   <translation>PSO-BP 速率预测</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>&lt;p&gt;Learns the subsidence rate from factors with an ensemble of small neural networks: particle swarms find the starting weights, back-propagation (Levenberg–Marquardt) refines them, and the middle half of the ensemble answers. Comes with an interval for every point.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Two tests.&lt;/b&gt; A random test, as in the paper, has neighbours of every test point among the training points: it measures interpolation. Cross-validation by blocks of ground predicts blocks never seen; believe that one. Blocks are as large as the rate's own correlation range unless you say otherwise. The mean, a plane through the factors and, where scikit-learn is installed, a random forest and gradient boosting are tested beside.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Clusters.&lt;/b&gt; With a cluster field one model is trained per cluster. Labels made from the series leak a little of the answer, so the metrics also show clusters guessed from the factors, and no clusters.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Factors and neighbours.&lt;/b&gt; Where validation on rows or blocks left out shows that it helps, measured points speak for places near them (kriging of the map, or of what the factors leave over); further away their share fades into the factors' answer. &lt;b&gt;rate_from_factors&lt;/b&gt; and &lt;b&gt;rate_from_neighbours&lt;/b&gt; add up to rate_predicted, and the metrics always hold the factors alone too: only those say something about causes or about ground far from any measurement.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Surroundings.&lt;/b&gt; Where validation shows that it helps, what the factors say is averaged over the points around, with a width that validation chose: still the factors alone, but those of a neighbourhood. The metrics tell the width, what each place by itself would have given, and what the same average makes of the simpler models.&lt;/p&gt;&lt;p&gt;New fields: &lt;b&gt;rate_predicted&lt;/b&gt;, &lt;b&gt;rate_error&lt;/b&gt; (predicted − observed), &lt;b&gt;rate_lo&lt;/b&gt;, &lt;b&gt;rate_hi&lt;/b&gt; (mm/yr), &lt;b&gt;extrapolated&lt;/b&gt; (how many factors lie outside what the model has seen) and &lt;b&gt;split&lt;/b&gt;. With an ensemble, its members share out the training and validation points anew.&lt;/p&gt;&lt;p&gt;After Zhou, Zuo and Zhao (2022), &lt;i&gt;Remote Sensing&lt;/i&gt; 14(8), 1803, who used one network of 11 units; by default size and weight decay are chosen by validation, which was measured to be better.&lt;/p&gt;</source>
   <translation>&lt;p&gt;由一组小型神经网络从因子学习沉降速率：粒子群寻找起始权重，反向传播（Levenberg–Marquardt）加以精化，由组中居中的一半作答。每个点都带区间。&lt;/p&gt;&lt;p&gt;&lt;b&gt;两种检验。&lt;/b&gt;论文那样的随机检验中，每个检验点都有邻点在训练点之中：它衡量的是内插。按地块的交叉验证预测从未见过的地块；请相信后者。除非另行指定，地块与速率自身的相关距离一样大。均值、因子的平面，以及安装了 scikit-learn 时的随机森林和梯度提升会一并检验。&lt;/p&gt;&lt;p&gt;&lt;b&gt;聚类。&lt;/b&gt;给出聚类字段时，每个聚类训练一个模型。由序列得到的标签会泄漏一点答案，因此指标中也列出由因子推断的聚类和不用聚类的结果。&lt;/p&gt;&lt;p&gt;&lt;b&gt;因子与邻点。&lt;/b&gt;若在留出的行或地块上验证表明有益，已测点会说明其附近的地方（对图、或对因子未能解释的部分作克里金）；更远处其份额逐渐让位于因子的答案。&lt;b&gt;rate_from_factors&lt;/b&gt; 与 &lt;b&gt;rate_from_neighbours&lt;/b&gt; 之和为 rate_predicted，指标中始终也列出仅用因子的结果：只有它们才说明原因，或说明远离任何观测的地面。&lt;/p&gt;&lt;p&gt;&lt;b&gt;周边。&lt;/b&gt;若验证表明有益，因子给出的结果将在周边各点上取平均，宽度由验证选定：仍然只用因子，只是用的是邻近区域的因子。指标表列出该宽度、各点单独的结果，以及对较简单模型作同样平均后的结果。&lt;/p&gt;&lt;p&gt;新字段：&lt;b&gt;rate_predicted&lt;/b&gt;、&lt;b&gt;rate_error&lt;/b&gt;（预测 − 观测）、&lt;b&gt;rate_lo&lt;/b&gt;、&lt;b&gt;rate_hi&lt;/b&gt;（mm/yr）、&lt;b&gt;extrapolated&lt;/b&gt;（有多少因子超出模型所见）和 &lt;b&gt;split&lt;/b&gt;。使用一组网络时，各成员重新划分训练点和验证点。&lt;/p&gt;&lt;p&gt;依据 Zhou、Zuo 和 Zhao (2022), &lt;i&gt;Remote Sensing&lt;/i&gt; 14(8), 1803，他们用一个 11 单元的网络；默认由验证选择规模和权重衰减，实测更好。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Points with a rate and factor fields.</source>
   <translation>带有速率和因子字段的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>What the rate is learned from. Text fields are taken as classes.</source>
   <translation>学习速率所依据的量。文本字段视为类别。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Factors that are class codes</source>
   <translation>作为类别编码的因子</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Numeric factor fields whose numbers are codes, such as geology classes.</source>
   <translation>数字为编码的数值因子字段，例如地质类别。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>One model per cluster; clusters with too few points use the model of all points.</source>
   <translation>每个聚类一个模型；点太少的聚类使用全部点的模型。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>The points with predicted rate, error, interval and split.</source>
   <translation>带有预测速率、误差、区间和划分的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Metrics</source>
   <translation>指标</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>One row per test, model and cluster: errors, skill, coverage, seconds.</source>
   <translation>每个检验、模型和聚类一行：误差、技巧、覆盖率、秒数。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>For “Predict rate” on other points.</source>
   <translation>供“预测速率”用于其他点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Mean squared error of the test points, (mm/yr)²</source>
   <translation>检验点的均方误差，(mm/yr)²</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Share of the variance explained at the test points</source>
   <translation>检验点上可解释的方差比例</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Share of the test points within ±10 mm/yr</source>
   <translation>检验点中落在 ±10 mm/yr 以内的比例</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Share of the test points inside their interval</source>
   <translation>检验点中落在其区间以内的比例</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Mean squared error of the cross-validation by blocks, (mm/yr)²</source>
   <translation>分块交叉验证的均方误差，(mm/yr)²</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Test on</source>
   <translation>检验方式</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Random points, whole blocks of ground, or whole areas of a polygon layer. Validation likewise.</source>
   <translation>随机点、整块地面，或面图层的整个区域。验证亦同。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Random points</source>
   <translation>随机点</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Spatial blocks</source>
   <translation>空间地块</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Areas of a polygon layer</source>
   <translation>面图层的区域</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Block size (m, 0 = from the data)</source>
   <translation>地块大小 (m，0 = 由数据确定)</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Side of the square blocks; 0 takes the range of the rate's variogram.</source>
   <translation>方形地块的边长；0 取速率变异函数的变程。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Polygons, for the test on areas: districts, for example. Points outside all form one more area.</source>
   <translation>用于按区域检验的面，例如行政区。所有面之外的点另成一个区域。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Of the points, 0 to 1.</source>
   <translation>占点数的比例，0 到 1。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Training share</source>
   <translation>训练比例</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Of the points; the rest tests.</source>
   <translation>占点数的比例；其余用于检验。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Validation share</source>
   <translation>验证比例</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Folds of the cross-validation by blocks (0 = none)</source>
   <translation>分块交叉验证的折数（0 = 无）</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Every block or area is predicted by models that saw nothing of it. Takes as many trainings.</source>
   <translation>每个地块或区域由完全没有见过它的模型预测。需要同样多次训练。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Hidden neurons (0 = chosen by validation)</source>
   <translation>隐层神经元（0 = 由验证选定）</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>The paper has 10 or 11. Where whole blocks are left out, 0 means 20.</source>
   <translation>论文中为 10 或 11。整块留出时，0 表示 20。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>1 is the paper's single network.</source>
   <translation>1 即论文的单个网络。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Networks in the ensemble</source>
   <translation>网络组中的网络数</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Particles per network.</source>
   <translation>每个网络的粒子数。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Swarm size</source>
   <translation>粒子群大小</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Generations</source>
   <translation>代数</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>How often the swarm moves; 0 = no swarm.</source>
   <translation>粒子群移动的次数；0 = 不用粒子群。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Pull to a particle's own best.</source>
   <translation>朝粒子自身最优的引力。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>c1</source>
   <translation>c1</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Pull to the swarm's best.</source>
   <translation>朝群体最优的引力。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>c2</source>
   <translation>c2</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Training</source>
   <translation>训练</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Levenberg–Marquardt is far faster and more accurate; the other is the paper's table.</source>
   <translation>Levenberg–Marquardt 快得多也更准确；另一种按论文表格。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Levenberg–Marquardt</source>
   <translation>Levenberg–Marquardt</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Gradient descent with momentum</source>
   <translation>带动量的梯度下降</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Learning rate</source>
   <translation>学习率</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Of gradient descent.</source>
   <translation>用于梯度下降。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Momentum</source>
   <translation>动量</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>At most, of gradient descent.</source>
   <translation>梯度下降的最多轮数。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Epochs</source>
   <translation>轮数</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Weight decay</source>
   <translation>权重衰减</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Empty: chosen by validation; where whole blocks are left out, by each network for itself.</source>
   <translation>留空：由验证选定；整块留出时由每个网络各自选定。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Do without factors that do not help</source>
   <translation>舍去无助于预测的因子</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Tried on rows left out by validation, within the training part of each test; the metrics name them.</source>
   <translation>在每次检验的训练部分之内，用验证留出的点来试验；指标表中列出被舍去的因子。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Share inside.</source>
   <translation>落在其内的比例。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Compare with forest and boosting</source>
   <translation>与随机森林和提升树比较</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Where scikit-learn is installed.</source>
   <translation>装有 scikit-learn 时。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Trees and splines beside the networks</source>
   <translation>在网络之外加入树和样条</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Extra trees (where scikit-learn is installed) and additive splines answer together with the networks, with weights that validation gives; off: the networks alone. Not with a single network.</source>
   <translation>极端随机树（若安装了 scikit-learn）和可加样条与网络一起作答，权重由验证给出；关闭：仅用网络。单个网络时不用。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Where validation shows that it helps; the fields rate_from_factors and rate_from_neighbours tell the two apart. Off: the factors alone.</source>
   <translation>用于验证表明有益之处；字段 rate_from_factors 和 rate_from_neighbours 将两者分开。关闭：仅用因子。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Use the coordinates as factors</source>
   <translation>把坐标用作因子</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Off by default: coordinates interpolate between neighbours; they say nothing about causes.</source>
   <translation>默认关闭：坐标只在邻点之间插值，不说明原因。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Where validation shows that it helps: the rate varies more slowly over a map than single factors. No measured rate takes part. Off: every place answers for itself.</source>
   <translation>若验证表明有益：速率在地图上的变化比单个因子缓慢。不使用任何实测速率。关闭：每个位置单独回答。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>As measured to be best, or as in the paper: one network a cluster, without weight decay, with the paper's hidden neurons, swarm, generations and epochs for each of three clusters (11, 10, 11; 20, 25, 30; 20, 20, 30; 10,000, 20,000, 20,000) unless the lists below say otherwise. To compare with it.</source>
   <translation>按实测最好的做法，或按论文：每个聚类一个网络，没有权重衰减，三个聚类各用论文的隐藏神经元数、粒子数、代数和轮数（11、10、11；20、25、30；20、20、30；10,000、20,000、20,000），除非下面的列表另有指定。用于比较。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>As measured to be best</source>
   <translation>按实测最好的做法</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Hidden neurons by cluster</source>
   <translation>各聚类的隐藏神经元数</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Swarm size by cluster</source>
   <translation>各聚类的粒子数</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Generations by cluster</source>
   <translation>各聚类的代数</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Epochs by cluster</source>
   <translation>各聚类的训练轮数</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Whole numbers separated by commas, clusters in ascending order; empty: the mode's own.</source>
   <translation>整数，用逗号分隔，按聚类升序；留空：采用该模式自身的值。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Inertia</source>
   <translation>惯性</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Share of its speed that a particle keeps.</source>
   <translation>粒子所保持的速度比例。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Goal</source>
   <translation>目标</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Mean squared training error of the scaled rate at which a network is done; the paper: 1e-8 or 1e-3.</source>
   <translation>缩放后速率的训练均方误差达到此值时网络即完成；论文为 1e-8 或 1e-3。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>The model learns from {drawn} of the {all} points, drawn at random, and is tested on them.</source>
   <translation>模型从全部 {all} 个点中随机抽取 {drawn} 个点来学习，并在这些点上检验。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>The points cover fewer than three blocks, so there is no test by blocks.</source>
   <translation>点覆盖不到三个地块，因此没有分块检验。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>factors</source>
   <translation>因子</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>ground left out whole</source>
   <translation>整块留出的地面</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>data fingerprint</source>
   <translation>数据指纹</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Choose a polygon layer for the test on areas.</source>
   <translation>请为按区域检验选择一个面图层。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>No point lies in any of the areas; check the layer and its CRS.</source>
   <translation>没有点落在任何区域内；请检查图层及其坐标系。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>areas of “{name}”</source>
   <translation>“{name}”的区域</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>blocks of {size} m</source>
   <translation>{size} m 的地块</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Rates predicted from factors. Negative is subsidence.</source>
   <translation>由因子预测的速率。下沉为负。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Metrics of the prediction.</source>
   <translation>预测的指标。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>There are too few points to test how errors grow away from them; the model file does not know it.</source>
   <translation>点太少，无法检验误差如何随距离增大；模型文件不含此信息。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/psobp_rate_prediction.py" />
   <source>Without pyswarms the networks start from Nguyen–Widrow weights in place of a swarm's best.</source>
   <translation>没有 pyswarms，网络从 Nguyen–Widrow 权重出发，而不是从粒子群的最优出发。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/rate_layer.py" />
   <source>The layer “{name}” has no coordinate reference system; set it first.</source>
   <translation>图层“{name}”没有坐标系；请先设置。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/rate_layer.py" />
   <source>All values of the cluster field “{name}” are NULL.</source>
   <translation>聚类字段“{name}”的值全为 NULL。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/rate_layer.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>The cluster field “{name}” must hold whole numbers from 0 upwards.</source>
   <translation>聚类字段“{name}”须为不小于 0 的整数。</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/rate_layer.py" />
   <source>mm/yr, negative = subsidence</source>
   <translation>mm/yr，负值 = 下沉</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/rate_layer.py" />
   <location filename="../../subsidence/rate/report.py" />
   <source>Predicted rate</source>
   <translation>预测速率</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/rate_layer.py" />
   <source>Lower end of the {percent} % interval (mm/yr)</source>
   <translation>{percent} % 区间的下端 (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/rate_layer.py" />
   <source>Upper end of the {percent} % interval (mm/yr)</source>
   <translation>{percent} % 区间的上端 (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/rate_layer.py" />
   <source>Number of factors outside the model's range</source>
   <translation>超出模型范围的因子数</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/rate_layer.py" />
   <source>Part that the factors give (mm/yr)</source>
   <translation>由因子给出的部分（mm/yr）</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/rate_layer.py" />
   <source>Part that measured points nearby add (mm/yr)</source>
   <translation>附近已测点加上的部分（mm/yr）</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/rate_layer.py" />
   <source>Predicted minus observed rate (mm/yr)</source>
   <translation>预测减观测速率 (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../algorithms/rate/rate_layer.py" />
   <source>Most likely cluster by the factors</source>
   <translation>由因子推断的最可能聚类</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Profile along lines</source>
   <translation>沿线剖面</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>&lt;p&gt;Gathers the points within a corridor along lines – a subway, a railway, a dyke, a pipeline – at stations by their chainage: rate with its standard error, percentiles, settlement over a period (positive down), displacement at every date, and the &lt;b&gt;differential&lt;/b&gt; settlement between neighbouring stations, the &lt;b&gt;slope&lt;/b&gt; over a span, the &lt;b&gt;distortion&lt;/b&gt; (change of slope between the spans before and after), its change a year, and the curvature.&lt;/p&gt;&lt;p&gt;Standard errors take into account what neighbouring points share of their noise, learnt from the residuals about each point's own trend. Stations without points stay empty: nothing is carried over a gap. Slopes of line-of-sight motion are slopes of settlement only where the ground does not move sideways.&lt;/p&gt;</source>
   <translation>&lt;p&gt;把沿线（地铁、铁路、堤防、管道）走廊内的点按里程归集到各站：速率及其标准误差、百分位、一段时期内的沉降（向下为正）、每个日期的位移，以及相邻站之间的&lt;b&gt;差异&lt;/b&gt;沉降、跨度上的&lt;b&gt;坡度&lt;/b&gt;、&lt;b&gt;畸变&lt;/b&gt;（前后两个跨度间的坡度变化）及其每年的变化和曲率。&lt;/p&gt;&lt;p&gt;标准误差考虑了邻近点共有的噪声，由各点相对自身趋势的残差得知。没有点的站保持为空：缺口之处不作延续。视线向运动的坡度只有在地面不横向移动时才是沉降的坡度。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Points with dated displacement fields.</source>
   <translation>带有日期位移字段的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Lines</source>
   <translation>线</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>One profile per feature, in the direction in which it was drawn; any CRS.</source>
   <translation>每个要素一条剖面，按其绘制方向；任何 CRS。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Points within half of it on either side.</source>
   <translation>两侧各一半之内的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Width of the corridor (m)</source>
   <translation>走廊宽度 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <location filename="../../ui/viewer/profile_window.py" />
   <source>Distance of stations (m)</source>
   <translation>站距 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Each station gathers the points half a step around.</source>
   <translation>每站归集前后半步之内的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Span for slopes (m)</source>
   <translation>坡度的跨度 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Slopes and distortions compare stations so far apart; 0 takes two steps. Short spans of noisy points say little, and a kink is smeared over the spans that hold it.</source>
   <translation>坡度和畸变比较相距如此之远的站；0 取两步。噪声点上的短跨度说明不了什么，折角会摊到包含它的跨度上。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Dates to write</source>
   <translation>要写出的日期</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Such as 2019-06-30, 2020-06-30: the nearest epochs are written as fields; empty writes every epoch.</source>
   <translation>如 2019-06-30, 2020-06-30：最近的历元写为字段；留空写出每个历元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>One point per station: line, chainage, rate, settlement, slopes, dated fields.</source>
   <translation>每站一个点：线、里程、速率、沉降、坡度、日期字段。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Stations with points</source>
   <translation>有点的站</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Lowest rate of a station [mm/yr]</source>
   <translation>站的最低速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Largest distortion [mm/m]</source>
   <translation>最大畸变 [mm/m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>No point lies within {width:g} m of a line; widen the corridor or check the layers' CRS.</source>
   <translation>没有点在线的 {width:g} m 之内；请加宽走廊或检查图层的 CRS。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Profile along lines; rates in mm/yr, positive up; settlement in mm, positive down.</source>
   <translation>沿线剖面；速率为 mm/yr，向上为正；沉降为 mm，向下为正。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>“{name}” has no lines; choose a line layer.</source>
   <translation>“{name}”没有线；请选择线图层。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>{date} is not within the series, {first} … {last}; choose other dates to write.</source>
   <translation>{date} 不在序列 {first} … {last} 之内；请选择其他输出日期。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Chainage [m]</source>
   <translation>里程 [m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>10th percentile of the points' rates [mm/yr]</source>
   <translation>点速率的第 10 百分位 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Median of the points' rates [mm/yr]</source>
   <translation>点速率的中位数 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>90th percentile of the points' rates [mm/yr]</source>
   <translation>点速率的第 90 百分位 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Settlement over the period [mm], + down</source>
   <translation>该时期的沉降 [mm]，+ 向下</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Standard error of the settlement [mm]</source>
   <translation>沉降的标准误差 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Difference of settlement to the station before [mm]</source>
   <translation>与前一站的沉降差 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Standard error of the difference [mm]</source>
   <translation>该差的标准误差 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Slope of the settlement over the span [mm/m]</source>
   <translation>跨度上沉降的坡度 [mm/m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Standard error of the slope [mm/m]</source>
   <translation>坡度的标准误差 [mm/m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Change of slope between neighbouring spans [mm/m]</source>
   <translation>相邻跨度间的坡度变化 [mm/m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Standard error of the distortion [mm/m]</source>
   <translation>畸变的标准误差 [mm/m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Change of the distortion a year [mm/m/yr], + grows</source>
   <translation>畸变每年的变化 [mm/m/年]，正为增大</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Standard error of the distortion's change [mm/m/yr]</source>
   <translation>畸变变化的标准误差 [mm/m/年]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Curvature of the settlement [mm/m²]</source>
   <translation>沉降的曲率 [mm/m²]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/profile_along_line.py" />
   <source>Number of the line</source>
   <translation>线的编号</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_inputs.py" />
   <source>No point has a series that moves and enough known epochs; a settlement cannot be told of any.</source>
   <translation>没有点的序列既有运动又有足够的已知历元；无法说明任何沉降。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_inputs.py" />
   <source>Noise: {common:.0f} % is common to all points, {share:.0f} % is shared by neighbours (range {range:.0f} m), the rest is each point's own.</source>
   <translation>噪声：{common:.0f} % 为全部点共有，{share:.0f} % 为邻点共有（作用距离 {range:.0f} m），其余为各点自身。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Settlement of structures</source>
   <translation>结构物沉降</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>&lt;p&gt;Holds buildings (polygons) or lines against published limits: settlement, differential settlement, tilt, angular distortion β (slope relative to the tilt) and deflection ratio Δ/L, each with its standard error and the probability of exceeding the limit, now and, where the points carry a forecast, at its last date.&lt;/p&gt;&lt;p&gt;A plane, and with eight points or more a second-degree surface, is fitted to each building's points by generalised least squares; what neighbouring points share of their noise is learnt from the residuals about each point's own trend. No pair of noisy points is ever picked. Lines are cut into spans; the distortion at the joint of two spans is the change of slope there, and the probability of the worst span allows for how many were looked at.&lt;/p&gt;&lt;p&gt;&lt;b&gt;This is screening, not a finding of damage.&lt;/b&gt; Limits are design values of foundations; InSAR sees the ground or a roof where scatterers happen to be, and motion along the line of sight counts as settlement only where nothing moves sideways. Limits that could not be verified in their source say so.&lt;/p&gt;</source>
   <translation>&lt;p&gt;把建筑物（多边形）或线与公布的限值对照：沉降、差异沉降、倾斜、角变形 β（相对于倾斜的坡度）和挠度比 Δ/L，各附标准误差和超过限值的概率，按现状计算；点带有预测时也按其最后日期计算。&lt;/p&gt;&lt;p&gt;对每座建筑物的点用广义最小二乘拟合平面，八个点以上再拟合二次曲面；邻近点共有的噪声由各点相对自身趋势的残差得知。从不挑选成对的噪声点。线被切成跨度；两个跨度接头处的畸变是该处的坡度变化，最不利跨度的概率考虑了看过多少个跨度。&lt;/p&gt;&lt;p&gt;&lt;b&gt;这是筛查，不是损坏的结论。&lt;/b&gt;限值是基础的设计值；InSAR 看到的是散射体恰好所在的地面或屋顶，视线向运动只有在没有横向移动时才算作沉降。未能在其来源中核实的限值会注明。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Structures</source>
   <translation>结构物</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Buildings as polygons, or tunnels, rails and pipelines as lines; any CRS.</source>
   <translation>建筑物为多边形，或隧道、轨道和管道为线；任何 CRS。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Points beside a building count within (m)</source>
   <translation>建筑物旁的点在此距离内计入 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>The error of the points' places: 5–10 m for persistent scatterers, half a pixel for grids.</source>
   <translation>点位置的误差：永久散射体为 5–10 m，格网为半个像元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Width of a line's corridor (m)</source>
   <translation>线的走廊宽度 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Lines are cut into spans of this length.</source>
   <translation>线被切成这样长的跨度。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Span of lines (m)</source>
   <translation>线的跨度 (m)</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <location filename="../../subsidence/structures/report.py" />
   <source>Limits</source>
   <translation>限值</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>The list of limits; the probability is that of exceeding its mildest one.</source>
   <translation>限值列表；概率为超过其中最低限值的概率。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Own limits</source>
   <translation>自定限值</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>A table with the columns quantity (settlement, differential, tilt, distortion, deflection) and value (1/500, mm/m or mm), in place of the list.</source>
   <translation>含 quantity（settlement、differential、tilt、distortion、deflection）和 value（1/500、mm/m 或 mm）两列的表，用来代替列表。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Assessed structures</source>
   <translation>已评定的结构物</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>The structures in the CRS of the points, with their attributes and the results.</source>
   <translation>点的 CRS 中的结构物，带有其属性和结果。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Limits used</source>
   <translation>所用限值</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>The limits with source and clause; edit it and give it back as own limits.</source>
   <translation>限值及其来源和条款；可编辑后作为自定限值给回。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Structures with enough points</source>
   <translation>点数足够的结构物</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Structures that exceed a limit with 95 % or more</source>
   <translation>以 95 % 以上的概率超过限值的结构物</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>No point lies on a structure; widen the buffer or check the layers' CRS.</source>
   <translation>没有点落在结构物上；请加宽缓冲或检查图层的 CRS。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Skempton and MacDonald 1956, angular distortion</source>
   <translation>Skempton 和 MacDonald 1956，角变形</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Bjerrum 1963, angular distortion</source>
   <translation>Bjerrum 1963，角变形</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>EN 1997-1 annex H, angular distortion and settlement</source>
   <translation>EN 1997-1 附录 H，角变形和沉降</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>GB 50007-2011, overall tilt by height</source>
   <translation>GB 50007-2011，按高度的整体倾斜</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>GB 50007-2011, local tilt of masonry walls</source>
   <translation>GB 50007-2011，砌体墙的局部倾斜</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>CJJ/T 202-2013, vertical displacement of metro tunnels</source>
   <translation>CJJ/T 202-2013，地铁隧道竖向位移</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Boscardin and Cording 1989 after Burland 1977, without strain</source>
   <translation>Boscardin 和 Cording 1989（依 Burland 1977），无应变</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Structures must be polygons or lines.</source>
   <translation>结构物必须是多边形或线。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Middle settlement [mm], + down</source>
   <translation>中间沉降 [mm]，向下为正</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Differential settlement [mm]</source>
   <translation>差异沉降 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Tilt [mm/m]</source>
   <translation>倾斜 [mm/m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Distortion β, tilt removed [mm/m]</source>
   <translation>去除倾斜后的角变形 β [mm/m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Deflection ratio Δ/L [mm/m]</source>
   <translation>挠度比 Δ/L [mm/m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>standard error</source>
   <translation>标准误差</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Direction of the tilt [° from north]</source>
   <translation>倾斜方向 [° 由北起]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Probability of such a bend from noise alone</source>
   <translation>仅由噪声造成如此弯曲的概率</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>How often noise alone gives as much</source>
   <translation>仅由噪声出现同样大小的频率</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Probability of exceeding {limit}</source>
   <translation>超过 {limit} 的概率</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Class (screening)</source>
   <translation>类别（筛查）</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Probability at the forecast's last date</source>
   <translation>预测最后日期的概率</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Class at the forecast's last date</source>
   <translation>预测最后日期的类别</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Screening of structures: settlement {start} to {end} in mm, positive down.</source>
   <translation>结构物筛查：{start} 至 {end} 的沉降，单位 mm，向下为正。</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Quantity</source>
   <translation>量</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Limit [mm or mm/m]</source>
   <translation>限值 [mm 或 mm/m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Limit as written</source>
   <translation>限值的写法</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Meaning</source>
   <translation>含义</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Clause</source>
   <translation>条款</translation>
  </message>
  <message>
   <location filename="../../algorithms/structures/structure_settlement.py" />
   <source>Verified in the source (1) or not (0)</source>
   <translation>在来源中已核实 (1) 或未核实 (0)</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Compare two layers of rates</source>
   <translation>比较两个速率图层</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>&lt;p&gt;Puts two point layers side by side: two periods, two tracks, two processors or methods. Every point of the first layer gets the rate of the other there (the nearest point, or the mean within the radius) and the difference, &lt;b&gt;first minus other&lt;/b&gt;, in mm/yr.&lt;/p&gt;&lt;p&gt;The table tells bias, standard deviation, RMSE, percentiles, correlation, the slope of the line with errors in both, and the share within the tolerance (10 mm/yr as in DZ/T 0154-2020). Layers of different lines of sight differ for that reason alone: turn them to vertical first.&lt;/p&gt;&lt;p&gt;With named places (points or polygons) and periods, a table gives the mean, median and lowest rate of each place in each period and layer, as the source of the method compares places over the years.&lt;/p&gt;</source>
   <translation>&lt;p&gt;把两个点图层放在一起比较：两个时期、两个轨道、两种处理软件或方法。第一个图层的每个点取得另一图层在该处的速率（最近点，或半径内的均值）以及差值，&lt;b&gt;第一减另一&lt;/b&gt;，单位 mm/yr。&lt;/p&gt;&lt;p&gt;表中给出偏差、标准差、RMSE、百分位数、相关、两者都有误差的直线斜率，以及落在容差内的比例（按 DZ/T 0154-2020 为 10 mm/yr）。视线向不同的图层单凭这一点就会不同：请先转换为垂直向。&lt;/p&gt;&lt;p&gt;给出有名称的地点（点或面）和时段时，另有一张表列出每个地点在每个时段和图层中的平均、中位和最低速率，如方法来源论文中对各地点逐年的比较。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Deformation points; the output has these points.</source>
   <translation>形变点；输出即为这些点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>First layer</source>
   <translation>第一个图层</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Deformation points to compare with, in any CRS.</source>
   <translation>用于比较的形变点，任何坐标系。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Other layer</source>
   <translation>另一图层</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Empty takes velocity.</source>
   <translation>留空则取 velocity。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Rate of the first layer</source>
   <translation>第一个图层的速率</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Rate of the other layer</source>
   <translation>另一图层的速率</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Points of the other layer farther away do not count.</source>
   <translation>另一图层中更远的点不计。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>The other layer's rate</source>
   <translation>另一图层的速率取法</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>What is taken of the points within the radius.</source>
   <translation>对半径内的点取什么。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>nearest point</source>
   <translation>最近点</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Rates over the common period</source>
   <translation>共同时段的速率</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Compute both rates from the series, over the time that both layers cover, instead of taking fields.</source>
   <translation>由序列在两个图层共同覆盖的时段计算两个速率，而不取字段。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Tolerance [mm/yr]</source>
   <translation>容差 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>For the share of differences within it.</source>
   <translation>用于差值落在其内的比例。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Named places</source>
   <translation>有名称的地点</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Polygons, or points around which the points within PLACE_RADIUS count.</source>
   <translation>面，或点；对点则计其周围 PLACE_RADIUS 之内的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Field with the places' names</source>
   <translation>地点名称字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Empty numbers them.</source>
   <translation>留空则编号。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>In metres.</source>
   <translation>以米计。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Radius around places that are points [m]</source>
   <translation>点状地点的半径 [m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Periods</source>
   <translation>时段</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>For the table of places, for example 2018-03-06/2019-03-01; 2020. Empty takes each layer's rate.</source>
   <translation>用于地点表，例如 2018-03-06/2019-03-01; 2020。留空则取各图层的速率。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Unit of the other layer</source>
   <translation>另一图层的单位</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Of its displacements and rates.</source>
   <translation>其位移和速率的单位。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Differences</source>
   <translation>差值</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>The first layer's points with rate, rate_other, rate_difference, distance and n_other.</source>
   <translation>第一个图层的点，含 rate、rate_other、rate_difference、distance 和 n_other。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Statistics</source>
   <translation>统计</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>measure, value, unit.</source>
   <translation>measure、value、unit。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Rates of places</source>
   <translation>各地点的速率</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>place, layer, period, n, rate_mean, rate_median, rate_min.</source>
   <translation>place、layer、period、n、rate_mean、rate_median、rate_min。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Bias [mm/yr]</source>
   <translation>偏差 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Points in common</source>
   <translation>共同的点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>RMSE [mm/yr]</source>
   <translation>RMSE [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Correlation</source>
   <translation>相关</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Rate of the first layer [mm/yr]</source>
   <translation>第一个图层的速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Rate of the other layer [mm/yr]</source>
   <translation>另一图层的速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>First minus other [mm/yr]</source>
   <translation>第一减另一 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Distance of the nearest point [m]</source>
   <translation>最近点的距离 [m]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Points of the other layer averaged</source>
   <translation>另一图层参与平均的点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Difference of rates in mm/yr: {one} minus {other}.</source>
   <translation>速率差，单位 mm/yr：{one} 减 {other}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Rates from {first} to {last}.</source>
   <translation>{first} 至 {last} 的速率。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>{name} (other)</source>
   <translation>{name}（另一）</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Neither layer has epochs in the period {first} … {last}.</source>
   <translation>两个图层在时段 {first} … {last} 都没有历元。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>No point lies in any of the named places; check their CRS and PLACE_RADIUS.</source>
   <translation>没有点落在任何地点内；请检查其坐标系和 PLACE_RADIUS。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Place</source>
   <translation>地点</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Layer</source>
   <translation>图层</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Period</source>
   <translation>时段</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>difference (mm/yr)</source>
   <translation>差值 (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <location filename="../../subsidence/analysis/bands.py" />
   <location filename="../../subsidence/changes/report.py" />
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <location filename="../../subsidence/groundwater/report.py" />
   <location filename="../../subsidence/rate/report.py" />
   <location filename="../../subsidence/structures/report.py" />
   <location filename="../../ui/viewer/profile_window.py" />
   <source>points</source>
   <translation>点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>{name} (mm/yr)</source>
   <translation>{name} (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Two layers compared</source>
   <translation>两个图层的比较</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>{one} minus {other}</source>
   <translation>{one} 减 {other}</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>{count} pairs differ by {mean:+.2f} mm/yr on average and by {spread:.2f} mm/yr from pair to pair.</source>
   <translation>{count} 对平均相差 {mean:+.2f} mm/yr，各对之间的离散为 {spread:.2f} mm/yr。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>The rates of the two layers correlate with {value:.2f}.</source>
   <translation>两个图层的速率相关系数为 {value:.2f}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>An even offset is most often the reference, not an error; a difference that follows the map is neither.</source>
   <translation>均匀的偏差多半是参考造成的，不是误差；随地图变化的差异则两者都不是。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Rates and differences in mm/yr</source>
   <translation>速率和差值，单位 mm/yr</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>The two rates against each other, with the line of agreement</source>
   <translation>两个速率相互对照，附一致线</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>How the differences are spread</source>
   <translation>差值的分布</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Lowest</source>
   <translation>最低</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Mean</source>
   <translation>均值</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Median</source>
   <translation>中位数</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/compare_layers.py" />
   <source>Rates in mm/yr</source>
   <translation>速率，单位 mm/yr</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/ground_inputs.py" />
   <source>GNSS files</source>
   <translation>GNSS 文件</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/ground_inputs.py" />
   <source>Series .tenv3, .tenv, .txyz2, .neu, .pos, .series or .rneu, mixed, or their folder.</source>
   <translation>序列文件 .tenv3、.tenv、.txyz2、.neu、.pos、.series 或 .rneu（可混用），或其文件夹。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/ground_inputs.py" />
   <source>There are no GNSS files ({suffixes}) in {folder}.</source>
   <translation>{folder} 中没有 GNSS 文件（{suffixes}）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/ground_inputs.py" />
   <source>“{name}” is named like a GNSS series; give it under GNSS files, or call a table of your own .csv.</source>
   <translation>“{name}”的名称像 GNSS 序列；请在“GNSS 文件”处给出，自己的表请改名为 .csv。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/ground_inputs.py" />
   <source>Give what was measured on the ground: stations with a rate or a table, or GNSS files.</source>
   <translation>请给出地面测量：带速率或表的站点，或 GNSS 文件。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/ground_inputs.py" />
   <location filename="../../bridge/station_layers.py" />
   <source>The stations layer “{name}” has the station “{doubled}” more than once.</source>
   <translation>站点图层“{name}”中站点“{doubled}”出现多次。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/ground_inputs.py" />
   <source>{count} stations have no place and are left out: {names}.</source>
   <translation>{count} 个站点没有位置，已略去：{names}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/ground_inputs.py" />
   <source>No station has a place; give the stations layer and the field with their names.</source>
   <translation>没有站点有位置；请给出站点图层及其名称字段。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/ground_inputs.py" />
   <source>No field of “{layer}” holds the stations' names, such as “{name}”; choose the field.</source>
   <translation>“{layer}”没有字段含有站名，例如“{name}”；请选择字段。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/ground_inputs.py" />
   <source>The field “{field}” of “{name}” states the unit {told}; {taken} is taken.</source>
   <translation>“{name}”的字段“{field}”标明单位为 {told}；采用 {taken}。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/ground_inputs.py" />
   <source>The stations “{layer}” have no dated fields; choose the field of the rate, or give a table.</source>
   <translation>站点“{layer}”没有带日期的字段；请选择速率字段，或给出表。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/ground_inputs.py" />
   <source>No station of “{layer}” has two values.</source>
   <translation>“{layer}”没有站点有两个值。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Validate against ground measurements</source>
   <translation>用地面测量检核</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>&lt;p&gt;Compares deformation points with what was measured on the ground: &lt;b&gt;GNSS&lt;/b&gt; series (files of Nevada, SOPAC, PBO, JPL or USGS, or a table with east, north, up) and &lt;b&gt;levelling&lt;/b&gt; (a table of heights by date or of rates, dated fields, or a field with the rate of each benchmark).&lt;/p&gt;&lt;p&gt;Ground motion is projected into the line of sight, or the points are turned to vertical. Points within the radius are averaged; the denser series is brought to the dates of the sparser one in their common period; the constant between the two series means nothing and is removed. For every station: the rates and their difference with standard errors (widened for correlated noise), RMSE, correlation; overall: bias, RMSE, share within the sum of uncertainties. Differences are InSAR minus ground.&lt;/p&gt;&lt;p&gt;The comparison is repeated under other readings of the data, and what fits clearly better is said: sign reversed, dates shifted, vertical taken for line of sight, the other orbit's geometry, another unit. It is not changed by itself.&lt;/p&gt;&lt;p&gt;On request the points are &lt;b&gt;tied&lt;/b&gt; to the ground: the differences at the stations, as an offset or a plane, are subtracted from rates and series. With height differences alone, the ground is taken to move straight up or down.&lt;/p&gt;</source>
   <translation>&lt;p&gt;把形变点与地面测量比较：&lt;b&gt;GNSS&lt;/b&gt; 序列（内华达、SOPAC、PBO、JPL 或 USGS 的文件，或含东、北、天顶的表）和&lt;b&gt;水准&lt;/b&gt;（各日期的高程表或速率表、带日期的字段，或含每个水准点速率的字段）。&lt;/p&gt;&lt;p&gt;地面运动投影到视线向，或把点换算到垂直向。半径内的点取平均；较密的序列在共同时段内归算到较疏序列的日期；两个序列之间的常数没有意义，予以去除。对每个站点给出：两个速率及其差和标准误（按相关噪声放宽）、RMSE、相关；总体给出：偏差、RMSE、落在不确定度之和以内的比例。差值为 InSAR 减地面。&lt;/p&gt;&lt;p&gt;还会以其他解读重复比较，明显更吻合者会指出：符号相反、日期平移、把垂直向当作视线向、另一轨道的几何、另一单位。不会自行更改。&lt;/p&gt;&lt;p&gt;需要时可把点&lt;b&gt;约束&lt;/b&gt;到地面：从速率和序列中减去站点处的差值（常数或平面）。只有高程差时，假定地面只作垂直升降。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Points with a rate or displacement fields (DYYYYMMDD).</source>
   <translation>带有速率或位移字段（DYYYYMMDD）的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Stations or benchmarks</source>
   <translation>站点或水准点</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Where the ground was measured. Not needed for GNSS files that hold their place, nor for a table with longitude and latitude (WGS 84).</source>
   <translation>地面测量的位置。自带位置的 GNSS 文件，以及含经度和纬度（WGS 84）的表不需要。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>For benchmarks known by their rate alone, per year, positive up.</source>
   <translation>用于只知道速率的水准点，每年，向上为正。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Field with the standard deviation of that rate</source>
   <translation>该速率的标准差字段</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Per year, in the same unit.</source>
   <translation>每年，单位相同。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Of the table's or the stations' heights, motion and rates. GNSS files tell theirs, but for .neu without standard errors. Automatic takes what the table states, and mm where it states nothing.</source>
   <translation>表或站点的高程、运动和速率的单位。GNSS 文件自带单位，但不含标准误的 .neu 除外。自动：取表中所述，未说明时为 mm。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>The ground measurements count sinking as positive</source>
   <translation>地面测量以下沉为正</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Turn the sign of heights, settlement and vertical rates, of the table or of the stations' fields.</source>
   <translation>将表格或站点字段中的高程、沉降量和垂直速率反号。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>How the table writes its dates, such as %d%m%y; empty finds it out.</source>
   <translation>表中日期的写法，如 %d%m%y；留空自动识别。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Points no farther from the station count.</source>
   <translation>距站点不超过此值的点计入。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Points around a station</source>
   <translation>站点周围的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>How the points within the radius become one series.</source>
   <translation>半径内的点如何合成一个序列。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <location filename="../../subsidence/analysis/bands.py" />
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <location filename="../../subsidence/factors/reports.py" />
   <source>mean</source>
   <translation>均值</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>inverse distance</source>
   <translation>反距离</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Direction of the comparison</source>
   <translation>比较的方向</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Along the line of sight (ground projected into it), or vertical (points divided by los_u).</source>
   <translation>沿视线向（地面投影到视线），或垂直向（点除以 los_u）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>What the points hold</source>
   <translation>点所含的量</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Automatic takes points with los_e, los_n and los_u for line of sight, others for vertical.</source>
   <translation>自动：带 los_e、los_n 和 los_u 的点视为视线向，其他视为垂直向。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Days of GNSS around an InSAR date</source>
   <translation>InSAR 日期前后的 GNSS 天数</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Where the ground series is dense, its mean within so many days before and after is compared.</source>
   <translation>地面序列较密时，取其前后这么多天内的均值来比较。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Dates inside a longer gap of the denser series are left out.</source>
   <translation>较密序列中更长间隔之内的日期略去。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Tie the points to the ground</source>
   <translation>把点约束到地面</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Subtract the differences at the stations: their weighted mean, or a plane (four stations or more).</source>
   <translation>减去站点处的差值：其加权均值，或一个平面（四个站点及以上）。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <location filename="../../subsidence/analysis/signals_report.py" />
   <location filename="../../subsidence/jobs/dask_scheduler.py" />
   <location filename="../../subsidence/report/page.py" />
   <location filename="../../subsidence/structures/report.py" />
   <location filename="../../ui/viewer/style_panel.py" />
   <source>no</source>
   <translation>否</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>by an offset</source>
   <translation>按常数</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>by a plane</source>
   <translation>按平面</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Column of dates</source>
   <translation>日期列</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Column of station names</source>
   <translation>站名列</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Column of motion east</source>
   <translation>东向运动列</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Column of motion north</source>
   <translation>北向运动列</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Column of motion up or height</source>
   <translation>垂直运动或高程列</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Of the table. Empty looks for the usual names.</source>
   <translation>表中的列。留空则查找常用名称。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Stations with both rates, difference, errors, RMSE, …</source>
   <translation>站点及两个速率、差值、误差、RMSE 等</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Stations with differences</source>
   <translation>带差值的站点</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Overall figures</source>
   <translation>总体数值</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Matched series</source>
   <translation>匹配的序列</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>station, date, insar, ground, difference in mm.</source>
   <translation>station、date、insar、ground、difference，单位 mm。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>The points with rates and series tied to the ground.</source>
   <translation>速率和序列已约束到地面的点。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Tied points</source>
   <translation>已约束的点</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Bias of the rate [mm/yr]</source>
   <translation>速率的偏差 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Stations compared</source>
   <translation>参与比较的站点</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>RMSE of the rates [mm/yr]</source>
   <translation>速率的 RMSE [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Share within the uncertainties</source>
   <translation>落在不确定度之内的比例</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Number of readings that fit clearly better</source>
   <translation>明显更吻合的解读数</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Tied points were asked for, but not how to tie them; choose offset or plane.</source>
   <translation>要求输出约束后的点，但未说明如何约束；请选择常数或平面。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Rates of InSAR and ground at stations; difference = InSAR minus ground.</source>
   <translation>站点处 InSAR 与地面的速率；差值 = InSAR 减地面。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>The points have no los_e, los_n and los_u; they are taken to hold vertical motion.</source>
   <translation>点没有 los_e、los_n 和 los_u；视其为垂直运动。</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Station</source>
   <translation>站点</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>InSAR minus ground [mm/yr]</source>
   <translation>InSAR 减地面 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Standard error of the difference [mm/yr]</source>
   <translation>差值的标准误 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Rate of InSAR [mm/yr]</source>
   <translation>InSAR 速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Standard error of the InSAR rate [mm/yr]</source>
   <translation>InSAR 速率的标准误 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Rate of the ground [mm/yr]</source>
   <translation>地面速率 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Standard error of the ground rate [mm/yr]</source>
   <translation>地面速率的标准误 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Within the sum of uncertainties</source>
   <translation>落在不确定度之和以内</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Correlation of the series</source>
   <translation>序列的相关</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>InSAR points averaged</source>
   <translation>参与平均的 InSAR 点数</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Dates compared</source>
   <translation>比较的日期数</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>First common date</source>
   <translation>首个共同日期</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Last common date</source>
   <translation>末个共同日期</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>InSAR, mean 0 [mm]</source>
   <translation>InSAR，均值 0 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Ground, mean 0 [mm]</source>
   <translation>地面，均值 0 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>InSAR minus ground [mm]</source>
   <translation>InSAR 减地面 [mm]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Rate [mm/yr], tied to the ground</source>
   <translation>速率 [mm/yr]，已约束到地面</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Standard deviation</source>
   <translation>标准差</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>What was subtracted from the rate [mm/yr]</source>
   <translation>从速率中减去的量 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>{date} [mm], tied to the ground</source>
   <translation>{date} [mm]，与地面衔接</translation>
  </message>
  <message>
   <location filename="../../algorithms/validation/validate_against_ground.py" />
   <source>Rates and displacements in mm and mm/yr, tied to ground measurements.</source>
   <translation>速率和位移，单位 mm/yr 和 mm，已约束到地面测量。</translation>
  </message>
  <message>
   <location filename="../../bridge/area_series.py" />
   <location filename="../../bridge/live_values.py" />
   <location filename="../../bridge/stored_series.py" />
   <source>No point lies in “{name}”.</source>
   <translation>没有点位于“{name}”内。</translation>
  </message>
  <message>
   <location filename="../../bridge/call.py" />
   <source>The layer takes about {needed} of {allowed} MiB of memory.</source>
   <translation>图层约需 {needed} MiB 内存，允许 {allowed} MiB。</translation>
  </message>
  <message>
   <location filename="../../bridge/call.py" />
   <source>The layer takes about {needed} MiB of memory, more than {allowed}; only from GeoPackage to GeoPackage can less be taken.</source>
   <translation>图层约需 {needed} MiB 内存，超过 {allowed}；只有从 GeoPackage 到 GeoPackage 才能少用。</translation>
  </message>
  <message>
   <location filename="../../bridge/call.py" />
   <source>The layer would take about {needed} MiB of memory; under {allowed} it is worked on in blocks.</source>
   <translation>图层约需 {needed} MiB 内存；限于 {allowed}，将分块处理。</translation>
  </message>
  <message>
   <location filename="../../bridge/carried.py" />
   <location filename="../../bridge/stored_columns.py" />
   <source>The layer {path} was changed while it was read; run this again.</source>
   <translation>图层 {path} 在读取时被更改；请重新运行。</translation>
  </message>
  <message>
   <location filename="../../bridge/confidence.py" />
   <source>wide interval</source>
   <translation>区间过宽</translation>
  </message>
  <message>
   <location filename="../../bridge/confidence.py" />
   <source>coherence &lt; {limit:g}</source>
   <translation>相干性 &lt; {limit:g}</translation>
  </message>
  <message>
   <location filename="../../bridge/confidence.py" />
   <source>extrapolated</source>
   <translation>外推</translation>
  </message>
  <message>
   <location filename="../../bridge/confidence.py" />
   <source>between clusters</source>
   <translation>介于聚类之间</translation>
  </message>
  <message>
   <location filename="../../bridge/confidence.py" />
   <source>another model fits too</source>
   <translation>另一模型同样适合</translation>
  </message>
  <message>
   <location filename="../../bridge/confidence.py" />
   <source>fewer than {count} points</source>
   <translation>少于 {count} 个点</translation>
  </message>
  <message>
   <location filename="../../bridge/confidence.py" />
   <source>a single point</source>
   <translation>仅一个点</translation>
  </message>
  <message>
   <location filename="../../bridge/confidence.py" />
   <source>low confidence: {reasons}</source>
   <translation>可信度低：{reasons}</translation>
  </message>
  <message>
   <location filename="../../bridge/databases.py" />
   <source>The output names no table; write postgres://dbname='…' host=… table="schema"."name" (geom).</source>
   <translation>输出没有指明表；请写成 postgres://dbname='…' host=… table="schema"."name" (geom)。</translation>
  </message>
  <message>
   <location filename="../../bridge/databases.py" />
   <source>A PostgreSQL table cannot hold these {count} fields (at most {most} columns, and {bytes} bytes a row); write a GeoPackage, or export the series as a long table.</source>
   <translation>PostgreSQL 表容不下这 {count} 个字段（至多 {most} 列，每行 {bytes} 字节）；请写 GeoPackage，或把序列导出为长表。</translation>
  </message>
  <message>
   <location filename="../../bridge/databases.py" />
   <source>Only {count} of {all} rows arrived in the database; the old table is untouched.</source>
   <translation>只有 {all} 行中的 {count} 行到达数据库；旧表未动。</translation>
  </message>
  <message>
   <location filename="../../bridge/databases.py" />
   <source>The database refused the result ({why}); the old table is untouched.</source>
   <translation>数据库拒绝了结果（{why}）；旧表未动。</translation>
  </message>
  <message>
   <location filename="../../bridge/databases.py" />
   <location filename="../../bridge/output_files.py" />
   <location filename="../../bridge/output_targets.py" />
   <source>The output {output} would overwrite the input {name}; choose another name.</source>
   <translation>输出 {output} 会覆盖输入 {name}；请另选名称。</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>the LSTM networks of the forecast, which runs without them too</source>
   <translation>预测中的 LSTM 网络；没有它预测也能运行</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>the particle swarm of PSO-BP rate prediction, which runs without it too</source>
   <translation>PSO-BP 速率预测中的粒子群；没有它也能运行</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>K-Shape with the engine tslearn, for comparison; the built-in engine needs nothing</source>
   <translation>用 tslearn 引擎运行 K-Shape 以作对照；内置引擎无需任何软件包</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>tables with dates</source>
   <translation>带日期的表</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>series viewer, figures in reports</source>
   <translation>序列查看器、报告中的图</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>forest and boosting as baselines</source>
   <translation>作为基准的随机森林和提升树</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>most algorithms</source>
   <translation>大多数算法</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>the deformation store (STORE)</source>
   <translation>形变库（STORE）</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>computing on other machines (SCHEDULER), by dask</source>
   <translation>在其他机器上计算（SCHEDULER），使用 dask</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>holding BLAS to its share of the cores: much faster on a busy machine</source>
   <translation>使 BLAS 只用其应占的核心：在繁忙的机器上快得多</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>Open the OSGeo4W Shell from the start menu (folder QGIS) and type:</source>
   <translation>从开始菜单（QGIS 文件夹）打开 OSGeo4W Shell 并键入：</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>Open Terminal and type:</source>
   <translation>打开“终端”并键入：</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>Activate the environment that QGIS runs in, and type:</source>
   <translation>激活运行 QGIS 的环境并键入：</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>Open a terminal and type:</source>
   <translation>打开终端并键入：</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>torch takes about 200 MB as built for processors, with CUDA several GB.</source>
   <translation>torch 按处理器版本约 200 MB，带 CUDA 则有数 GB。</translation>
  </message>
  <message>
   <location filename="../../bridge/environment.py" />
   <source>then restart QGIS.</source>
   <translation>然后重新启动 QGIS。</translation>
  </message>
  <message>
   <location filename="../../bridge/factor_inputs.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>Factors with one value at all points explain nothing and are left out: {names}.</source>
   <translation>所有点上取同一值的因子说明不了什么，已略去：{names}。</translation>
  </message>
  <message>
   <location filename="../../bridge/factor_inputs.py" />
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>The rate field “{name}” is among the factors; leave it out there.</source>
   <translation>速率字段“{name}”也在因子之中；请把它去掉。</translation>
  </message>
  <message>
   <location filename="../../bridge/factor_inputs.py" />
   <location filename="../../subsidence/jobs/step.py" />
   <source>These fields hold the motion itself, or were made from it, and cannot explain it: {names}.</source>
   <translation>这些字段就是运动本身，或由它得来，不能解释它：{names}。</translation>
  </message>
  <message>
   <location filename="../../bridge/factor_inputs.py" />
   <location filename="../../subsidence/jobs/step.py" />
   <source>These fields only say which point it is and how it was seen; choose factors instead of {names}.</source>
   <translation>这些字段只说明是哪个点以及如何观测；请选择因子而不是 {names}。</translation>
  </message>
  <message>
   <location filename="../../bridge/factor_inputs.py" />
   <source>Fields that only say which point it is or how it was seen are no factors and are left out: {names}. Rename a field that is meant otherwise.</source>
   <translation>只说明是哪个点或如何观测的字段不是因子，已略去：{names}。若字段另有含义，请改名。</translation>
  </message>
  <message>
   <location filename="../../bridge/fields.py" />
   <source>The output would have two fields named “{twice}”; rename one of the inputs.</source>
   <translation>输出会有两个名为“{twice}”的字段；请给其中一个输入改名。</translation>
  </message>
  <message>
   <location filename="../../bridge/foreign_units.py" />
   <source>“{name}” has the fields of a P-SBAS product, whose values are usually in cm; they are taken as mm. Set UNIT to cm if they are.</source>
   <translation>“{name}”具有 P-SBAS 产品的字段，其值通常为 cm；现当作 mm。若为 cm，请把 UNIT 设为 cm。</translation>
  </message>
  <message>
   <location filename="../../bridge/foreign_units.py" />
   <source>The name of “{field}” of “{name}” states the unit {told}, but {unit} is taken; set UNIT to {told}, or import the layer first if there is no such choice.</source>
   <translation>“{name}”的字段名“{field}”注明单位 {told}，而采用的是 {unit}；请把 UNIT 设为 {told}，若没有该选项请先导入图层。</translation>
  </message>
  <message>
   <location filename="../../bridge/foreign_units.py" />
   <source>“{field}” of “{name}” may count sinking as positive; it is taken as it is (negative means sinking). Import the layer with REVERSE (“Positive means sinking”) if it does.</source>
   <translation>“{name}”的“{field}”可能以下沉为正；现按原样采用（负为下沉）。若确是如此，请用 REVERSE（“以下沉为正”）导入该图层。</translation>
  </message>
  <message>
   <location filename="../../bridge/foreign_units.py" />
   <source>No displacement of “{name}” is larger than {most:.2g} mm, so they are probably in another unit, such as m; set UNIT, or import the layer first if there is no such choice.</source>
   <translation>“{name}”的位移均不超过 {most:.2g} mm，很可能为其他单位（如 m）；请设置 UNIT，若无此选项则先导入该图层。</translation>
  </message>
  <message>
   <location filename="../../bridge/geometry.py" />
   <source>The layer has no coordinate reference system; set it in the layer's properties first.</source>
   <translation>图层没有坐标参考系；请先在图层属性中设置。</translation>
  </message>
  <message>
   <location filename="../../bridge/geometry.py" />
   <source>Some coordinates of “{name}” cannot be converted into the CRS of the points ({authid}); check the layer's CRS.</source>
   <translation>“{name}”的部分坐标无法转换到点的坐标参考系（{authid}）；请检查该图层的坐标参考系。</translation>
  </message>
  <message>
   <location filename="../../bridge/geometry.py" />
   <source>“{name}” mixes kinds of geometry ({counts} parts); each counts as what it is.</source>
   <translation>“{name}”混有几种几何（{counts} 个部分）；各按其本身计算。</translation>
  </message>
  <message>
   <location filename="../../bridge/geometry.py" />
   <source>Edges of “{name}” that cross 180° are taken the short way round.</source>
   <translation>“{name}”中跨 180° 的边按短的一侧取。</translation>
  </message>
  <message>
   <location filename="../../bridge/geometry.py" />
   <source>The layer “{name}” ({authid}) cannot be brought into {target}; check its CRS.</source>
   <translation>图层“{name}”（{authid}）无法转换到 {target}；请检查其坐标参考系。</translation>
  </message>
  <message>
   <location filename="../../bridge/geometry.py" />
   <source>The layer “{name}” has no features for which “{expression}” is true.</source>
   <translation>图层“{name}”没有满足“{expression}”的要素。</translation>
  </message>
  <message>
   <location filename="../../bridge/geometry.py" />
   <source>The layer “{name}” has no features with a geometry.</source>
   <translation>图层“{name}”没有带几何的要素。</translation>
  </message>
  <message>
   <location filename="../../bridge/geometry.py" />
   <location filename="../../bridge/read_points.py" />
   <source>The layer “{name}” has no coordinate reference system; set it in the layer's properties first.</source>
   <translation>图层“{name}”没有坐标参考系；请先在图层属性中设置。</translation>
  </message>
  <message>
   <location filename="../../bridge/geometry.py" />
   <source>The layer “{name}” has no points, lines or polygons; choose another layer.</source>
   <translation>图层“{name}”没有点、线或面；请选择其他图层。</translation>
  </message>
  <message>
   <location filename="../../bridge/geometry.py" />
   <source>The filter “{expression}” is not an expression: {parsed}.</source>
   <translation>筛选“{expression}”不是表达式：{parsed}。</translation>
  </message>
  <message>
   <location filename="../../bridge/geometry.py" />
   <source>{without} features of “{name}” have no geometry and are left out.</source>
   <translation>“{name}”的 {without} 个要素没有几何，已略去。</translation>
  </message>
  <message>
   <location filename="../../bridge/geometry.py" />
   <source>{repaired} polygons of “{name}” cross themselves; they were repaired for this run.</source>
   <translation>“{name}”的 {repaired} 个面自相交；本次运行中已修复。</translation>
  </message>
  <message>
   <location filename="../../bridge/geopackage.py" />
   <location filename="../../subsidence/staging.py" />
   <source>{path} is being written by another program; end that, or choose another place.</source>
   <translation>{path} 正被另一个程序写入；请结束它，或选择别处。</translation>
  </message>
  <message>
   <location filename="../../bridge/geopackage.py" />
   <source>The file {path} is there already and cannot be read as a GeoPackage ({error}); choose another name.</source>
   <translation>文件 {path} 已存在，但无法作为 GeoPackage 读取（{error}）；请另选名称。</translation>
  </message>
  <message>
   <location filename="../../bridge/geopackage.py" />
   <source>The layer cannot be added to {path} ({error}); close other programs that write to it.</source>
   <translation>图层无法添加到 {path}（{error}）；请关闭正在写它的其他程序。</translation>
  </message>
  <message>
   <location filename="../../bridge/ground.py" />
   <source>“{name}” has earth-centred coordinates ({crs}), which are no map; reproject it into a projected or geographic CRS.</source>
   <translation>“{name}”为地心坐标（{crs}），不是地图；请重投影到投影 CRS 或地理 CRS。</translation>
  </message>
  <message>
   <location filename="../../bridge/ground.py" />
   <source>“{name}” has the projected CRS {crs}, but its coordinates look like degrees; is it right?</source>
   <translation>“{name}”的投影 CRS 为 {crs}，但其坐标像是度；这对吗？</translation>
  </message>
  <message>
   <location filename="../../bridge/ground.py" />
   <source>The coordinates of “{name}” cannot be compared with the ellipsoid through {crs}; is that its CRS? Distances are planar.</source>
   <translation>“{name}”的坐标无法通过 {crs} 与椭球比较；这是它的 CRS 吗？距离按平面计算。</translation>
  </message>
  <message>
   <location filename="../../bridge/ground.py" />
   <source>The map of “{name}” ({crs}) is cut at 180°, beside the points; distances, areas and radii are measured on the ellipsoid instead.</source>
   <translation>“{name}”的地图（{crs}）在 180° 处切开，就在各点旁边；距离、面积和半径改在椭球上测量。</translation>
  </message>
  <message>
   <location filename="../../bridge/ground.py" />
   <source>Lengths of “{name}” in its CRS {crs} are {factor:.3g} times those on the ground; distances, areas and radii are measured on the ellipsoid instead.</source>
   <translation>“{name}”在其 CRS {crs} 中的长度是地面长度的 {factor:.3g} 倍；距离、面积和半径改在椭球上测量。</translation>
  </message>
  <message>
   <location filename="../../bridge/inputs.py" />
   <source>The value of {key} is no finite number; give another one.</source>
   <translation>{key} 的值不是有限数；请另给一个。</translation>
  </message>
  <message>
   <location filename="../../bridge/inputs.py" />
   <source>{key}: at most {most} numbers are taken, each of a possible size.</source>
   <translation>{key}：至多取 {most} 个数，每个都须大小合理。</translation>
  </message>
  <message>
   <location filename="../../bridge/inputs.py" />
   <source>“{text}” is not a list of numbers; write for example 200, 400, 600 (with a decimal point).</source>
   <translation>“{text}”不是数字列表；请写成例如 200, 400, 600（用小数点）。</translation>
  </message>
  <message>
   <location filename="../../bridge/inputs.py" />
   <source>The file or folder “{text}” does not exist; choose another one.</source>
   <translation>文件或文件夹“{text}”不存在；请另选。</translation>
  </message>
  <message>
   <location filename="../../bridge/inputs.py" />
   <location filename="../../bridge/raster_inputs.py" />
   <location filename="../../subsidence/products/recognise.py" />
   <source>No input file or folder was given; choose at least one.</source>
   <translation>没有给出输入文件或文件夹；请至少选择一个。</translation>
  </message>
  <message>
   <location filename="../../bridge/inputs.py" />
   <location filename="../../bridge/raster_inputs.py" />
   <source>The file or folder “{absent}” does not exist; choose another one.</source>
   <translation>文件或文件夹“{absent}”不存在；请另选。</translation>
  </message>
  <message>
   <location filename="../../bridge/inputs.py" />
   <source>“{name}” is not a coordinate reference system; choose another.</source>
   <translation>“{name}”不是坐标参考系；请另选。</translation>
  </message>
  <message>
   <location filename="../../bridge/inputs.py" />
   <source>{key} is no place; give two coordinates.</source>
   <translation>{key} 不是地点；请给出两个坐标。</translation>
  </message>
  <message>
   <location filename="../../bridge/inputs.py" />
   <source>{file} holds several layers ({names}); “{first}” is read. Another one is named as {file}|layername={other}.</source>
   <translation>{file} 含有多个图层（{names}）；读取的是“{first}”。要读取其他图层，请写成 {file}|layername={other}。</translation>
  </message>
  <message>
   <location filename="../../bridge/inputs.py" />
   <source>The layer “{name}” cannot be read; check that it exists and is a vector layer.</source>
   <translation>图层“{name}”无法读取；请检查它是否存在、是否为矢量图层。</translation>
  </message>
  <message>
   <location filename="../../bridge/layer_series.py" />
   <location filename="../../bridge/live_raster.py" />
   <source>The bands of “{name}” carry no dates; they must be named like 2018-03-06 to be shown as a series.</source>
   <translation>“{name}”的波段没有日期；须按 2018-03-06 的样式命名才能显示为序列。</translation>
  </message>
  <message>
   <location filename="../../bridge/layer_series.py" />
   <source>The place lies outside “{name}”; click on the raster.</source>
   <translation>该位置在“{name}”之外；请在栅格上点击。</translation>
  </message>
  <message>
   <location filename="../../bridge/live_values.py" />
   <source>{count} points in a polygon</source>
   <translation>多边形内的 {count} 个点</translation>
  </message>
  <message>
   <location filename="../../bridge/live_values.py" />
   <source>one point within {radius:g} m</source>
   <translation>{radius:g} m 内有一个点</translation>
  </message>
  <message>
   <location filename="../../bridge/live_values.py" />
   <source>{count} points within {radius:g} m</source>
   <translation>{radius:g} m 内的 {count} 个点</translation>
  </message>
  <message>
   <location filename="../../bridge/live_values.py" />
   <source>“{layer}” has {points} points with {epochs} dates, too many to recolour live; cut out an area first.</source>
   <translation>“{layer}”有 {points} 个点、{epochs} 个日期，太多而无法实时着色；请先裁出一个区域。</translation>
  </message>
  <message>
   <location filename="../../bridge/look_inputs.py" />
   <source>The line of sight needs rasters for east, north and up (or one with three bands), but {n} are given.</source>
   <translation>视线需要东、北、上三个栅格（或一个三波段栅格），但给出了 {n} 个。</translation>
  </message>
  <message>
   <location filename="../../bridge/look_inputs.py" />
   <source>Line of sight from {names}.</source>
   <translation>视线来自 {names}。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_files.py" />
   <source>In the format of {path} a missing value becomes {value}; a result in which values are missing is not written. Choose a GeoPackage.</source>
   <translation>{path} 的格式会把缺失值写成 {value}；含缺失值的结果不会写入。请选择 GeoPackage。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_files.py" />
   <location filename="../../bridge/output_paths.py" />
   <source>The output {path} cannot be written: {reason}; choose another place.</source>
   <translation>无法写入输出 {path}：{reason}；请选择其他位置。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_files.py" />
   <source>The results cannot be put in place: {reason}. What was there before is untouched.</source>
   <translation>结果无法就位：{reason}。原有内容未动。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_files.py" />
   <source>The description {path} is there already and is kept.</source>
   <translation>说明文件 {path} 已存在，予以保留。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_files.py" />
   <location filename="../../bridge/output_paths.py" />
   <source>The output {path} would overwrite {name}, which belongs to something else; choose another name.</source>
   <translation>输出 {path} 会覆盖属于别处的 {name}；请另选名称。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_files.py" />
   <source>The style {path} is there already and is kept.</source>
   <translation>样式文件 {path} 已存在，予以保留。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_files.py" />
   <source>{path} keeps its other layers: {names}.</source>
   <translation>{path} 保留其他图层：{names}。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_paths.py" />
   <source>The output {path} cannot be written: the folder {folder} does not exist.</source>
   <translation>输出 {path} 无法写入：文件夹 {folder} 不存在。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_paths.py" />
   <location filename="../../bridge/output_targets.py" />
   <source>The output {path} cannot be written: it is a folder; give a file name.</source>
   <translation>输出 {path} 无法写入：它是文件夹；请给出文件名。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_paths.py" />
   <source>The output {path} cannot be written: it is no ordinary file; choose another name.</source>
   <translation>输出 {path} 无法写入：它不是普通文件；请另选名称。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_paths.py" />
   <source>Rasters are written as GeoTIFF; give {path} a name that ends in .tif.</source>
   <translation>栅格写为 GeoTIFF；请给 {path} 一个以 .tif 结尾的名称。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_paths.py" />
   <source>This output is a page of HTML; give {path} a name that ends in .html.</source>
   <translation>此输出是 HTML 网页；请给 {path} 一个以 .html 结尾的名称。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_paths.py" />
   <source>Models are kept in files that end in .npz; give {path} such a name.</source>
   <translation>模型保存在以 .npz 结尾的文件中；请给 {path} 这样的名称。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_paths.py" />
   <source>The output {path} would replace a file that holds {names}; choose another name.</source>
   <translation>输出 {path} 会替换一个含有 {names} 的文件；请另选名称。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_paths.py" />
   <source>This format ends in {ending}, and {name} is there already; give the output that name to replace it.</source>
   <translation>该格式的扩展名为 {ending}，而 {name} 已存在；若要替换它，请将输出命名为该名称。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_targets.py" />
   <source>The output “{text}” names no file; write ogr:dbname='file.gpkg' table="name".</source>
   <translation>输出“{text}”没有指明文件；请写成 ogr:dbname='file.gpkg' table="name"。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_targets.py" />
   <source>“{name}” cannot be the name of an output: leave out line breaks and “|”.</source>
   <translation>“{name}”不能作为输出名称：请去掉换行和“|”。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_targets.py" />
   <source>QGIS takes {path} for an archive, or a file in one; give the output another name.</source>
   <translation>QGIS 会把 {path} 当作压缩包或其中的文件；请为输出另取名称。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_targets.py" />
   <source>QGIS opens no GeoPackage with “%” and two digits in its path; give {path} another name.</source>
   <translation>QGIS 打不开路径中含“%”加两位数字的 GeoPackage；请给 {path} 另一个名称。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_targets.py" />
   <source>Only a GeoPackage holds several layers; give {path} without a layer name, or a .gpkg.</source>
   <translation>只有 GeoPackage 能容纳多个图层；请给出不带图层名的 {path}，或 .gpkg。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_targets.py" />
   <source>“{name}” cannot be the name of a layer: begin with a letter, not with gpkg_ or sqlite_, and leave out line breaks and “|”.</source>
   <translation>“{name}”不能作为图层名：请以字母开头，不要以 gpkg_ 或 sqlite_ 开头，不要含换行和“|”。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_targets.py" />
   <source>The output {one} is a part of the output {other}; give it another name.</source>
   <translation>输出 {one} 是输出 {other} 的一部分；请给它另一个名称。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_targets.py" />
   <source>The outputs {keys} would go to one file, {path}; give each a file of its own, or use a GeoPackage.</source>
   <translation>输出 {keys} 会写入同一文件 {path}；请各给一个文件，或使用 GeoPackage。</translation>
  </message>
  <message>
   <location filename="../../bridge/output_targets.py" />
   <source>Two outputs would be the same layer of {path}; give each a layer name of its own.</source>
   <translation>两个输出会是 {path} 的同一图层；请各给一个图层名。</translation>
  </message>
  <message>
   <location filename="../../bridge/outputs.py" />
   <source>Licence: {licences}</source>
   <translation>许可：{licences}</translation>
  </message>
  <message>
   <location filename="../../bridge/outputs.py" />
   <location filename="../../bridge/write_features.py" />
   <source>The file {path} cannot be written: {error}.</source>
   <translation>文件 {path} 无法写入：{error}。</translation>
  </message>
  <message>
   <location filename="../../bridge/outputs.py" />
   <source>The output “{name}” cannot be written; check the folder, the name and the format.</source>
   <translation>输出“{name}”无法写入；请检查文件夹、名称和格式。</translation>
  </message>
  <message>
   <location filename="../../bridge/outputs.py" />
   <source>The folder {folder} is no longer there; the result cannot be written.</source>
   <translation>文件夹 {folder} 已不存在；无法写出结果。</translation>
  </message>
  <message>
   <location filename="../../bridge/outputs.py" />
   <source>QGIS cannot open {path}, which it has just made; choose another name.</source>
   <translation>QGIS 打不开刚刚生成的 {path}；请另选名称。</translation>
  </message>
  <message>
   <location filename="../../bridge/outputs.py" />
   <source>{count} field names do not fit into {path} and were changed ({some} …); {table} lists them all.</source>
   <translation>{count} 个字段名放不进 {path}，已更改（{some} …）；{table} 列出了全部。</translation>
  </message>
  <message>
   <location filename="../../bridge/outputs.py" />
   <source>The raster {path} cannot be read back.</source>
   <translation>栅格 {path} 无法读回。</translation>
  </message>
  <message>
   <location filename="../../bridge/point_table.py" />
   <source>The field “{name}” is text, but numbers are needed; choose a numeric field or code the classes first.</source>
   <translation>字段“{name}”是文本，但这里需要数字；请选择数值字段，或先给类别编码。</translation>
  </message>
  <message>
   <location filename="../../bridge/point_table.py" />
   <source>The layer “{layer}” has no field “{name}”; it has {fields}.</source>
   <translation>图层“{layer}”没有字段“{name}”；现有 {fields}。</translation>
  </message>
  <message>
   <location filename="../../bridge/point_table.py" />
   <source>All displacements of the layer “{name}” are NULL; there is nothing to work with.</source>
   <translation>图层“{name}”的位移全为 NULL；没有可用的数据。</translation>
  </message>
  <message>
   <location filename="../../bridge/point_table.py" />
   <source>The layer “{name}” has no rate field such as “velocity”; choose the field that holds the rate.</source>
   <translation>图层“{name}”没有“velocity”之类的速率字段；请选择存放速率的字段。</translation>
  </message>
  <message>
   <location filename="../../bridge/point_table.py" />
   <source>All values of the rate field “{name}” are NULL; choose another field.</source>
   <translation>速率字段“{name}”的值全为 NULL；请选择其他字段。</translation>
  </message>
  <message>
   <location filename="../../bridge/print_layout.py" />
   <source>Licence: {text}</source>
   <translation>许可：{text}</translation>
  </message>
  <message>
   <location filename="../../bridge/provenance.py" />
   <source>As the inputs: {names}</source>
   <translation>同输入数据：{names}</translation>
  </message>
  <message>
   <location filename="../../bridge/provenance.py" />
   <source>No inputs</source>
   <translation>没有输入数据</translation>
  </message>
  <message>
   <location filename="../../bridge/provenance.py" />
   <source>Made by {algorithm} from {names}.</source>
   <translation>由“{algorithm}”从 {names} 生成。</translation>
  </message>
  <message>
   <location filename="../../bridge/provenance.py" />
   <source>Where the interferograms are LiCSAR's: contains modified Copernicus Sentinel data analysed by COMET; cite Lazecký et al. (2020), Remote Sensing 12, 2430.</source>
   <translation>若干涉图来自 LiCSAR：含经 COMET 分析的修改版哥白尼哨兵数据；请引用 Lazecký et al. (2020), Remote Sensing 12, 2430。</translation>
  </message>
  <message>
   <location filename="../../bridge/provenance.py" />
   <source>Generated using European Union's Copernicus Land Monitoring Service information (European Ground Motion Service); free and open under Delegated Regulation (EU) No 1159/2013, with this source named.</source>
   <translation>使用欧盟哥白尼陆地监测服务（欧洲地面运动服务）的信息生成；按 (EU) No 1159/2013 号授权条例免费开放使用，须注明此来源。</translation>
  </message>
  <message>
   <location filename="../../bridge/provenance.py" />
   <source>OPERA DISP-S1 by NASA's Jet Propulsion Laboratory, open data; contains modified Copernicus Sentinel data.</source>
   <translation>NASA 喷气推进实验室的 OPERA DISP-S1，开放数据；含修改版哥白尼哨兵数据。</translation>
  </message>
  <message>
   <location filename="../../bridge/provenance.py" />
   <location filename="../../bridge/vector_files.py" />
   <source>The file {path} cannot be written: {message}.</source>
   <translation>文件 {path} 无法写入：{message}。</translation>
  </message>
  <message>
   <location filename="../../bridge/provenance.py" />
   <source>Displacements in mm, rates in mm/yr; positive towards the satellite or up, subsidence is negative.</source>
   <translation>位移单位 mm，速率单位 mm/yr；朝向卫星或向上为正，下沉为负。</translation>
  </message>
  <message>
   <location filename="../../bridge/proxy.py" />
   <source>QGIS is set to use a proxy of type {kind}, which this download does not understand; choose HttpProxy or DefaultProxy under Settings, Options, Network.</source>
   <translation>QGIS 设置了 {kind} 类型的代理，本下载不支持；请在“设置 ▸ 选项 ▸ 网络”中选择 HttpProxy 或 DefaultProxy。</translation>
  </message>
  <message>
   <location filename="../../bridge/raster_inputs.py" />
   <source>The raster “{name}” does not exist; choose another one.</source>
   <translation>栅格“{name}”不存在；请另选一个。</translation>
  </message>
  <message>
   <location filename="../../bridge/raster_inputs.py" />
   <source>The raster “{name}” is not a file that GDAL can read; export it as GeoTIFF.</source>
   <translation>栅格“{name}”不是 GDAL 能读取的文件；请导出为 GeoTIFF。</translation>
  </message>
  <message>
   <location filename="../../bridge/rasters.py" />
   <source>The raster {path} cannot be written; check that its folder exists and is writable.</source>
   <translation>栅格 {path} 无法写入；请检查其文件夹是否存在、是否可写。</translation>
  </message>
  <message>
   <location filename="../../bridge/rasters.py" />
   <source>The raster {path} could not be written whole; is the disk full? What was there before is untouched.</source>
   <translation>栅格 {path} 未能完整写入；磁盘满了吗？原有内容未动。</translation>
  </message>
  <message>
   <location filename="../../bridge/rasters.py" />
   <source>The raster {path} cannot be opened; check that it is a raster file GDAL can read.</source>
   <translation>栅格 {path} 无法打开；请检查它是否为 GDAL 能读取的栅格文件。</translation>
  </message>
  <message>
   <location filename="../../bridge/rasters.py" />
   <source>The raster {path} is truncated or damaged: band {index} cannot be read.</source>
   <translation>栅格 {path} 被截断或已损坏：波段 {index} 无法读取。</translation>
  </message>
  <message>
   <location filename="../../bridge/read_points.py" />
   <source>The layer “{name}” has no points; choose a point layer.</source>
   <translation>图层“{name}”没有点；请选择点图层。</translation>
  </message>
  <message>
   <location filename="../../bridge/read_points.py" />
   <source>The layer “{name}” is empty; choose a layer with points.</source>
   <translation>图层“{name}”是空的；请选择有点的图层。</translation>
  </message>
  <message>
   <location filename="../../bridge/read_points.py" />
   <source>The points of “{name}” have heights (Z) in their geometry, which results do not; with “Extract Z values” they become a field.</source>
   <translation>“{name}”的点在几何中带有高程（Z），结果中不保留；用“提取 Z 值”可将其变为字段。</translation>
  </message>
  <message>
   <location filename="../../bridge/read_points.py" />
   <source>“{name}”: coordinates such as {x:.8g}, {y:.8g} look like degrees, but its CRS ({crs}) has lengths; set the layer's true CRS.</source>
   <translation>“{name}”：坐标如 {x:.8g}, {y:.8g} 看起来是度，但其坐标参考系（{crs}）以长度为单位；请设置图层的正确坐标参考系。</translation>
  </message>
  <message>
   <location filename="../../bridge/read_points.py" />
   <source>{count} values of “{field}” of “{name}” are no possible numbers and become NULL.</source>
   <translation>“{name}”的“{field}”有 {count} 个值不是可能的数，变为 NULL。</translation>
  </message>
  <message>
   <location filename="../../bridge/read_points.py" />
   <source>{count} features of the layer “{name}” have no geometry and are left out.</source>
   <translation>图层“{name}”有 {count} 个要素没有几何，已略去。</translation>
  </message>
  <message>
   <location filename="../../bridge/read_points.py" />
   <source>The feature {feature} of the layer “{name}” holds {count} points; split it with “Multipart to singleparts” first.</source>
   <translation>图层“{name}”的要素 {feature} 含 {count} 个点；请先用“多部件转单部件”拆分。</translation>
  </message>
  <message>
   <location filename="../../bridge/read_points.py" />
   <source>Coordinates cannot be brought from {authid} into {target}; check both CRS.</source>
   <translation>坐标无法从 {authid} 转换到 {target}；请检查两个坐标参考系。</translation>
  </message>
  <message>
   <location filename="../../bridge/ring_polygons.py" />
   <source>The features cannot be joined into one shape: {whole}.</source>
   <translation>要素无法合并为一个形状：{whole}。</translation>
  </message>
  <message>
   <location filename="../../bridge/ring_polygons.py" />
   <source>A feature spans {extent:.0f} degrees, too wide for rings in metres on one local plane; cut it into pieces, or reproject the layer into a projected CRS made for the area.</source>
   <translation>一个要素跨越 {extent:.0f} 度，对一个局部平面上的米制环带来说太宽；请把它切开，或把图层重投影到适合该区域的投影 CRS。</translation>
  </message>
  <message>
   <location filename="../../bridge/ring_polygons.py" />
   <source>A ring reaches over a pole, where degrees end; reproject the layer into a polar projected CRS.</source>
   <translation>环带越过了极点，度在那里终止；请把图层重投影到极地投影 CRS。</translation>
  </message>
  <message>
   <location filename="../../bridge/ring_polygons.py" />
   <source>No local plane can be laid at {x:.4f}, {y:.4f}.</source>
   <translation>在 {x:.4f}, {y:.4f} 处无法建立局部平面。</translation>
  </message>
  <message>
   <location filename="../../bridge/sample_rasters.py" />
   <source>The raster “{name}” has no georeference; assign one first.</source>
   <translation>栅格“{name}”没有地理参考；请先指定。</translation>
  </message>
  <message>
   <location filename="../../bridge/sample_rasters.py" />
   <source>The raster “{name}” has no coordinate reference system; set it first.</source>
   <translation>栅格“{name}”没有坐标参考系；请先设置。</translation>
  </message>
  <message>
   <location filename="../../bridge/sample_rasters.py" />
   <location filename="../../subsidence/jobs/map_layers.py" />
   <source>The raster “{name}” covers none of the points; check the CRS and the extent of both.</source>
   <translation>栅格“{name}”没有覆盖任何点；请检查两者的坐标参考系和范围。</translation>
  </message>
  <message>
   <location filename="../../bridge/sample_rasters.py" />
   <location filename="../../subsidence/jobs/map_layers.py" />
   <source>The pixels of “{name}” are not even; warp it before taking means around points.</source>
   <translation>“{name}”的像元不均匀；请在取点周围均值之前先重采样。</translation>
  </message>
  <message>
   <location filename="../../bridge/sound_files.py" />
   <source>{key} holds a null character, which no text has; write it anew.</source>
   <translation>{key} 含有文本中没有的空字符；请重新书写。</translation>
  </message>
  <message>
   <location filename="../../bridge/sound_files.py" />
   <source>The file {path} is locked by another program; run this again when that one has finished.</source>
   <translation>文件 {path} 被其他程序锁定；请在那个程序结束后再运行。</translation>
  </message>
  <message>
   <location filename="../../bridge/sound_files.py" />
   <source>The file {path} is a damaged database ({what}); copy or make it again.</source>
   <translation>文件 {path} 是已损坏的数据库（{what}）；请重新复制或制作。</translation>
  </message>
  <message>
   <location filename="../../bridge/station_layers.py" />
   <source>{name} is packed; unpack it and choose the table.</source>
   <translation>{name} 是压缩文件；请解压后选择其中的表格。</translation>
  </message>
  <message>
   <location filename="../../bridge/station_layers.py" />
   <source>The table “{text}” does not exist or cannot be read as a table.</source>
   <translation>表“{text}”不存在，或无法作为表读取。</translation>
  </message>
  <message>
   <location filename="../../bridge/station_layers.py" />
   <source>The workbook “{name}” counts its days from 1904, which QGIS does not heed: its dates would be four years too early. Save it without the 1904 date system, or as CSV.</source>
   <translation>工作簿“{name}”的日期从 1904 年起算，而 QGIS 不理会这一点：其日期会早四年。请关闭 1904 日期系统后另存，或存为 CSV。</translation>
  </message>
  <message>
   <location filename="../../bridge/station_layers.py" />
   <source>The table “{name}” is empty.</source>
   <translation>表“{name}”是空的。</translation>
  </message>
  <message>
   <location filename="../../bridge/station_layers.py" />
   <source>Of the sheets of “{name}” “{best}” is read, not {others}; for another give the path with |layername=.</source>
   <translation>“{name}”的工作表中读取“{best}”，不读 {others}；要读另一个，请在路径后加 |layername=。</translation>
  </message>
  <message>
   <location filename="../../bridge/station_layers.py" />
   <source>No field of the stations “{name}” holds the station names of the table “{table_name}”, such as “{wanted}”.</source>
   <translation>站点“{name}”没有字段含有表“{table_name}”中的站名，例如“{wanted}”。</translation>
  </message>
  <message>
   <location filename="../../bridge/station_layers.py" />
   <source>The field “{field}” of the stations “{name}” holds none of the station names of the table “{table_name}”, such as “{wanted}”.</source>
   <translation>站点“{name}”的字段“{field}”不含表“{table_name}”中的任何站名，例如“{wanted}”。</translation>
  </message>
  <message>
   <location filename="../../bridge/station_layers.py" />
   <source>{count} stations of the table “{table_name}” are not in the stations layer and are left out: {names}{value}.</source>
   <translation>表“{table_name}”中有 {count} 个站点不在站点图层中，已略去：{names}{value}。</translation>
  </message>
  <message>
   <location filename="../../bridge/station_layers.py" />
   <source>{silent} stations of “{name}” have no measurements in “{table_name}”.</source>
   <translation>“{name}”的 {silent} 个站点在“{table_name}”中没有测量值。</translation>
  </message>
  <message>
   <location filename="../../bridge/stored_columns.py" />
   <source>A field of numbers of the layer “{name}” holds something else: {error}.</source>
   <translation>图层“{name}”的某个数值字段含有其他内容：{error}。</translation>
  </message>
  <message>
   <location filename="../../bridge/stored_columns.py" />
   <source>The file {path} cannot be read: {error}.</source>
   <translation>无法读取文件 {path}：{error}。</translation>
  </message>
  <message>
   <location filename="../../bridge/stored_series.py" />
   <source>“{layer}” has rows of a deformation store, but does not say of which; open the layer that the import made.</source>
   <translation>“{layer}”含有形变库的行，但没有说明属于哪个库；请打开导入时生成的图层。</translation>
  </message>
  <message>
   <location filename="../../bridge/stored_series.py" />
   <source>The series of “{layer}” are in the deformation store {path}, which is not there; put it back, or beside the layer's file.</source>
   <translation>“{layer}”的序列存于形变库 {path}，而它不在那里；请将其放回原处，或放在图层文件旁。</translation>
  </message>
  <message>
   <location filename="../../bridge/styles.py" />
   <source>kept</source>
   <translation>保留</translation>
  </message>
  <message>
   <location filename="../../bridge/styles.py" />
   <source>left out (too noisy)</source>
   <translation>略去（噪声过大）</translation>
  </message>
  <message>
   <location filename="../../bridge/undeclared_text.py" />
   <source>“{name}” does not declare its encoding; it is read as {encoding}.</source>
   <translation>“{name}”没有声明编码；按 {encoding} 读取。</translation>
  </message>
  <message>
   <location filename="../../bridge/unexpected.py" />
   <source>The disk does not do what was asked ({reason}). What was there before is untouched.</source>
   <translation>磁盘未按要求执行（{reason}）。原有内容未受影响。</translation>
  </message>
  <message>
   <location filename="../../bridge/unexpected.py" />
   <source>There is not enough memory for this; use fewer points, a smaller extent or a coarser grid, or close other programs.</source>
   <translation>内存不足；请用更少的点、更小的范围或更粗的格网，或关闭其他程序。</translation>
  </message>
  <message>
   <location filename="../../bridge/unexpected.py" />
   <source>Something unexpected happened ({kind} at {place}); that is a mistake of the plugin, not yours. Nothing was changed. Please report it at {tracker} with what the panel “Log Messages” shows under “{log}”.</source>
   <translation>发生了意外（{kind}，位于 {place}）；这是插件的错误，不是您的。没有改动任何东西。请在 {tracker} 报告，并附上“日志消息”面板中“{log}”下的内容。</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_files.py" />
   <source>The file {path} cannot be written: {writer}.</source>
   <translation>文件 {path} 无法写入：{writer}。</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_files.py" />
   <source>The style of {path} cannot be written: {message}.</source>
   <translation>无法写出 {path} 的样式：{message}。</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_sink.py" />
   <source>{path} cannot hold {count} fields, a shapefile has at most {most}; choose a GeoPackage.</source>
   <translation>{path} 容不下 {count} 个字段，shapefile 至多 {most} 个；请选 GeoPackage。</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_sink.py" />
   <source>{path} cannot hold two fields named “{name}” (capitals do not count); rename one in the input.</source>
   <translation>{path} 容不下两个名为“{name}”的字段（不分大小写）；请在输入中改名其一。</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_sink.py" />
   <source>{path} cannot hold {count} fields, a GeoPackage has at most {most}; leave out some fields or epochs.</source>
   <translation>{path} 容不下 {count} 个字段，GeoPackage 至多 {most} 个；请略去一些字段或历元。</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_sink.py" />
   <location filename="../../bridge/write_features.py" />
   <source>The rows could not be written; is the disk full, or does the format not take them?</source>
   <translation>无法写出各行；磁盘是否已满，或该格式不接受它们？</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_sink.py" />
   <source>{count} of {all} rows are in it</source>
   <translation>其中只有 {all} 行中的 {count} 行</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_sink.py" />
   <source>its style is not in it</source>
   <translation>其中没有样式</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_sink.py" />
   <source>it cannot be read</source>
   <translation>无法读取</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_sink.py" />
   <source>This format does not keep the field “{name}” in {path}; choose a GeoPackage.</source>
   <translation>此格式在 {path} 中不保留字段“{name}”；请选 GeoPackage。</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_sink.py" />
   <source>This format keeps no places, only the table, in {path}; choose a GeoPackage.</source>
   <translation>此格式在 {path} 中不保留位置，只保留表；请选 GeoPackage。</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_sink.py" />
   <source>The file {path} could not be written whole ({why}); is the disk full? What was there before is untouched.</source>
   <translation>文件 {path} 未能完整写入（{why}）；磁盘满了吗？原有内容未动。</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_sink.py" />
   <source>QGIS writes this format under another ending; name the output {other}.</source>
   <translation>QGIS 以另一种扩展名写此格式；请把输出命名为 {other}。</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_sink.py" />
   <source>{path} would be a folder of files in its format; choose a GeoPackage.</source>
   <translation>{path} 按其格式会成为一个文件夹；请选择 GeoPackage。</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_sink.py" />
   <source>The format of {path} moves places; choose a GeoPackage.</source>
   <translation>{path} 的格式会移动点的位置；请选择 GeoPackage。</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_sink.py" />
   <source>In the format of {path} a missing value becomes {value}, and values of “{field}” are missing; choose a GeoPackage.</source>
   <translation>{path} 的格式会把缺失值写成 {value}，而“{field}”中有缺失值；请选择 GeoPackage。</translation>
  </message>
  <message>
   <location filename="../../bridge/vector_sink.py" />
   <source>{path} cannot hold this result in its format, or its folder cannot be written; choose a GeoPackage.</source>
   <translation>{path} 的格式容不下此结果，或其文件夹不可写；请选 GeoPackage。</translation>
  </message>
  <message>
   <location filename="../../bridge/write_features.py" />
   <source>its table is missing; is the disk full?</source>
   <translation>其表缺失；磁盘是否已满？</translation>
  </message>
  <message>
   <location filename="../../processing_provider/provider.py" />
   <source>From LiCSAR interferograms to subsidence zones</source>
   <translation>从 LiCSAR 干涉图到沉降区</translation>
  </message>
  <message>
   <location filename="../../processing_provider/provider.py" />
   <source>From LiCSBAS to forecast</source>
   <translation>从 LiCSBAS 到预测</translation>
  </message>
  <message>
   <location filename="../../processing_provider/provider.py" />
   <source>Any series to clusters and forecast</source>
   <translation>任意序列到聚类和预测</translation>
  </message>
  <message>
   <location filename="../../processing_provider/provider.py" />
   <source>6 Models</source>
   <translation>6 模型</translation>
  </message>
  <message>
   <location filename="../../processing_provider/provider.py" />
   <location filename="../../ui/desktop.py" />
   <location filename="../../ui/open_files.py" />
   <source>Land Subsidence</source>
   <translation>地面沉降</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/area_series.py" />
   <source>No point lies in this area.</source>
   <translation>此区域内没有点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>The width of the bands must be greater than 0.</source>
   <translation>区间宽度必须大于 0。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>All values of the factor are NULL; choose another field.</source>
   <translation>因子的值全为 NULL；请选择其他字段。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>A width of {width:g} makes {last:.0f} bands over {least:g} … {most:g}; choose a larger width (at most {most_bands} bands).</source>
   <translation>宽度 {width:g} 在 {least:g} … {most:g} 上分成 {last:.0f} 个区间；请选择更大的宽度（最多 {most_bands} 个区间）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>The factor has the same value at all points, so there are no bands to compare.</source>
   <translation>因子在所有点上取值相同，没有可比较的区间。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>The bands need at least two edges that increase, such as 0, 200, 400.</source>
   <translation>区间至少需要两个递增的边界，例如 0, 200, 400。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>No point has both a rate and the factor.</source>
   <translation>没有同时具有速率和该因子的点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>No point lies between {first:g} and {last:g}; the factor goes from {least:g} to {most:g}. Change the edges of the bands.</source>
   <translation>没有点介于 {first:g} 与 {last:g} 之间；该因子从 {least:g} 到 {most:g}。请更改分带的边界。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>Rate by {factor_name}</source>
   <translation>速率随 {factor_name} 的变化</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>{count} points in {total} bands</source>
   <translation>{count} 个点，{total} 个区间</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>The mean rate is lowest from {lower:g} to {upper:g}: {mean:.1f} mm/yr (95 % interval {mean_lo:.1f} … {mean_hi:.1f}, {count} points).</source>
   <translation>平均速率在 {lower:g} 至 {upper:g} 之间最低：{mean:.1f} mm/yr（95 % 区间 {mean_lo:.1f} … {mean_hi:.1f}，{count} 个点）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>Intervals allow for what neighbouring points share: as many independent points as the table says would have them, too.</source>
   <translation>区间已计入相邻点共有的误差：表中所列数目的独立点会给出同样的区间。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>A band that sinks faster need not sink because of this factor: other factors change with it.</source>
   <translation>下沉较快的环带未必因此因子而下沉：其他因子随之变化。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>Rate and number of points by {factor_name}</source>
   <translation>速率和点数随 {factor_name} 的变化</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>from</source>
   <translation>从</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>to</source>
   <translation>到</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>worth independent</source>
   <translation>相当于独立点</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>95 % low</source>
   <translation>95 % 下限</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>95 % high</source>
   <translation>95 % 上限</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <location filename="../../subsidence/forecast/report.py" />
   <source>median</source>
   <translation>中位数</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>5th percentile</source>
   <translation>第 5 百分位</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>lowest</source>
   <translation>最低</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>Rates in mm/yr; subsidence is negative. Bands hold their upper edge.</source>
   <translation>速率单位 mm/yr；下沉为负。区间包含其上边界。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <source>mean, 95 % interval</source>
   <translation>均值，95 % 区间</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/bands.py" />
   <location filename="../../subsidence/structures/report.py" />
   <location filename="../../ui/viewer/profile_window.py" />
   <source>rate (mm/yr)</source>
   <translation>速率 (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/breaks.py" />
   <source>step</source>
   <translation>阶跃</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/breaks.py" />
   <source>new rate</source>
   <translation>新速率</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/breaks.py" />
   <source>step of half a wavelength: unwrapping error?</source>
   <translation>半个波长的阶跃：解缠误差？</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey.py" />
   <source>Min–max</source>
   <translation>最小–最大</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey.py" />
   <source>Mean value</source>
   <translation>均值化</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey.py" />
   <source>Initial value</source>
   <translation>初值化</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey.py" />
   <source>Z-score</source>
   <translation>z 分数</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey.py" />
   <source>The normalization “{normalization}” is not known; use one of {names}.</source>
   <translation>归一化“{normalization}”未知；请用 {names} 之一。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey.py" />
   <source>There are {count} factors, but {total} polarities.</source>
   <translation>有 {count} 个因子，但给出了 {total} 个极性。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey.py" />
   <source>The polarity “{unknown}” is not known; use direct, inverse or automatic.</source>
   <translation>极性“{unknown}”未知；请用 direct、inverse 或 automatic。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey.py" />
   <source>The reference has shape {count} and the factors {total}; they must be (n_points,) and (n_points, n_factors).</source>
   <translation>参考列的形状为 {count}，因子的形状为 {total}；应为 (n_points,) 和 (n_points, n_factors)。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey.py" />
   <source>Grey relational analysis needs at least two points.</source>
   <translation>灰色关联分析至少需要两个点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey.py" />
   <source>Grey relational analysis cannot use missing values; leave those points out.</source>
   <translation>灰色关联分析不能使用缺失值；请略去这些点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey.py" />
   <source>The resolution coefficient must be above 0; it is {resolution}.</source>
   <translation>分辨系数必须大于 0；现为 {resolution}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey.py" />
   <source>The rate is the same at all points, so nothing can be related to it.</source>
   <translation>速率在所有点上相同，无法与任何因子关联。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey.py" />
   <source>Factor number {constant} has the same value at all points and cannot be graded; leave it out.</source>
   <translation>第 {constant} 个因子在所有点上取值相同，无法评定；请略去。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey.py" />
   <source>The {what} of a column is zero, so this normalization cannot be used; use min-max.</source>
   <translation>某一列的{what}为零，不能用这种归一化；请用 min-max。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>{count} points have a rate of another order, such as {rate:.0f} mm/yr where half of all lie between {low:.1f} and {high:.1f}; they take no part in the grades.</source>
   <translation>{count} 个点的速率属于另一个量级，如 {rate:.0f} mm/yr，而全部的一半在 {low:.1f} 与 {high:.1f} 之间；它们不参与评级。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>Only {count} points have a rate and all factors; grey relational analysis needs at least {fewest_points}.</source>
   <translation>只有 {count} 个点同时有速率和全部因子；灰色关联分析至少需要 {fewest_points} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>{count} of {total} points miss the rate or a factor and take no part.</source>
   <translation>{total} 个点中有 {count} 个缺少速率或某个因子，不参与计算。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>The factor “{name}” has the same value at all points; leave it out.</source>
   <translation>因子“{name}”在所有点上取值相同；请略去。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>Cluster {group} has too few points with differing rate and factors ({count}); not graded.</source>
   <translation>聚类 {group} 中速率和因子有差别的点太少（{count}）；不作评定。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>The factor “{names}” is constant in cluster {group}; it is not graded there.</source>
   <translation>因子“{names}”在聚类 {group} 中为常数；在该处不作评定。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>all points</source>
   <translation>全部点</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>cluster {group}</source>
   <translation>聚类 {group}</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>In {where} the grades ({least:.2f} … {most:.2f}) cannot separate the factors: even the intervals of the highest and the lowest overlap. Do not read a ranking into them.</source>
   <translation>在{where}中，关联度（{least:.2f} … {most:.2f}）无法区分各因子：最高与最低者的区间都相互重叠。不要据此读出排名。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <location filename="../../subsidence/insar/interferogram_network.py" />
   <location filename="../../subsidence/packages.py" />
   <source> and </source>
   <translation> 和 </translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>In {where} these neighbours in the ranking cannot be told apart: {pairs}.</source>
   <translation>在{where}中，排名中以下相邻者无法区分：{pairs}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>{names} falls while the rate rises, so a direct grade understates the relation; choose the automatic polarity to mirror such factors.</source>
   <translation>{names} 随速率上升而下降，直接关联度会低估这种关系；请选择自动极性，把这类因子取镜像。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>In {where} grades and permutation importance disagree (rank correlation {agreement:.2f}): {name} has rank {rank} by its grade and {other} by what a prediction loses without it. Believe the importance for a prediction.</source>
   <translation>在{where}中，关联度与置换重要性不一致（秩相关 {agreement:.2f}）：{name} 按关联度排第 {rank}，按预测缺少它时的损失排第 {other}。用于预测时请相信重要性。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>Grey relational analysis</source>
   <translation>灰色关联分析</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>How closely each factor follows the rate, {n_points} points</source>
   <translation>各因子与速率的接近程度，{n_points} 个点</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>All points</source>
   <translation>全部点</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>Cluster {group}</source>
   <translation>聚类 {group}</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>{title} ({n_points} points)</source>
   <translation>{title}（{n_points} 个点）</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>{title}: grades with 90 % bootstrap intervals</source>
   <translation>{title}：关联度及 90 % 自助法区间</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <location filename="../../subsidence/factors/reports.py" />
   <location filename="../../subsidence/rate/report.py" />
   <source>factor</source>
   <translation>因子</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>grade</source>
   <translation>关联度</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>rank</source>
   <translation>名次</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>rank 5 % … 95 %</source>
   <translation>名次 5 % … 95 %</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>rank correlation</source>
   <translation>秩相关</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>importance</source>
   <translation>重要性</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>mirrored</source>
   <translation>取镜像</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>Constant here and not graded: {names}.</source>
   <translation>此处为常数、未评定：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>Dependence on the resolution coefficient τ</source>
   <translation>对分辨系数 τ 的依赖</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>All grades rise with τ; crossing lines change the ranking</source>
   <translation>所有关联度都随 τ 上升；相交的线会改变排名</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <location filename="../../subsidence/forecast/report.py" />
   <location filename="../../subsidence/rate/report.py" />
   <source>How it was made</source>
   <translation>制作方法</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>Grades depend on the normalization and on the polarity, so compare only grades made in the same way. A grade says how alike two normalized columns run, not that one causes the other; many unrelated columns reach 0.6 and more. Rank correlation is Spearman's with the rate; importance is how much the squared error of a smooth additive model rises, as a share of the rate's variance, when the factor is shuffled. Bootstrap intervals draw whole blocks of points that resemble each other; of few blocks they are still rather too narrow.</source>
   <translation>关联度取决于归一化和极性，因此只能比较以同样方式得到的关联度。关联度说明两个归一化的列走势多么相似，并不说明一列导致另一列；许多不相关的列也达到 0.6 以上。秩相关为与速率的 Spearman 相关；重要性为打乱该因子时平滑可加模型的平方误差增加多少，以速率方差的比例表示。自助区间按彼此相似的点组成的整块抽样；块数少时仍偏窄。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>The intervals of the highest and the lowest grade overlap: do not read a ranking into them.</source>
   <translation>最高与最低关联度的区间重叠：不要从中读出排序。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>The highest and the lowest grade can be told apart; neighbours in the ranking often cannot.</source>
   <translation>最高与最低关联度可以区分；排序中相邻的往往不能。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>Of {count} factors “{name}” follows the rate most closely, with a grade of {grade:.2f} (90 % interval {low:.2f} … {high:.2f}).</source>
   <translation>{count} 个因子中，“{name}”与速率最接近，关联度为 {grade:.2f}（90 % 区间 {low:.2f} … {high:.2f}）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/grey_groups.py" />
   <source>A grade says how alike two columns run, not that one causes the other.</source>
   <translation>关联度说明两列的走势多么相似，并不说明一列导致另一列。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/motion_models.py" />
   <source>A model of motion needs at least 4 epochs; the series has {count}.</source>
   <translation>运动模型至少需要 4 个历元；序列有 {count} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/motion_models.py" />
   <source>The model “{model}” cannot be fitted to {count} epochs over {years_since:.1f} years; possible are: {names}.</source>
   <translation>模型“{model}”无法拟合 {years_since:.1f} 年中的 {count} 个历元；可用的有：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/noise_models.py" />
   <source>The noise cannot be estimated: {count} dates for an array of {shape}.</source>
   <translation>无法估计噪声：{shape} 的数组却有 {count} 个日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/noise_models.py" />
   <source>The noise of a series needs at least {least} epochs; there are {count}.</source>
   <translation>序列的噪声至少需要 {least} 个历元；现有 {count} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals.py" />
   <location filename="../../subsidence/factors/stations.py" />
   <source>The method “{method}” is not known; use one of {names}.</source>
   <translation>方法“{method}”未知；请用 {names} 之一。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals.py" />
   <source>Sources need at least {points} points with half of their values and {epochs} epochs; there are {count} and {total}.</source>
   <translation>分解源至少需要 {points} 个有一半以上数值的点和 {epochs} 个历元；现有 {count} 个点和 {total} 个历元。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals.py" />
   <source>{count} components are more than the series can hold; give at most {most}.</source>
   <translation>{count} 个成分超过序列所能容纳；请至多给 {most} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals.py" />
   <source>Every series is constant; there is nothing to take apart.</source>
   <translation>每条序列都是常数；没有可分解的内容。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>Signals in space and time</source>
   <translation>空间和时间中的信号</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>{source}, {first} to {last}</source>
   <translation>{source}，{first} 至 {last}</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>Each source: its map (mm for one standard deviation of the course) and its time course</source>
   <translation>每个源：其图（时间过程每一标准差的 mm）和时间过程</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>{count} sources hold {share:.0f} % of the variance; {stable} of them are stable (0.8 or more).</source>
   <translation>{count} 个源占方差的 {share:.0f} %；其中 {stable} 个稳定（0.8 或以上）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>A source is what moves together, not a cause.</source>
   <translation>源是一起运动的部分，而不是原因。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>What acts everywhere at once cannot be told from a movement of the reference.</source>
   <translation>到处同时起作用的部分无法与参考的移动区分。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <location filename="../../ui/viewer/fits.py" />
   <source>line</source>
   <translation>直线</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>season</source>
   <translation>季节</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <location filename="../../subsidence/structures/report.py" />
   <source>source</source>
   <translation>来源</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>stability</source>
   <translation>稳定性</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>variance</source>
   <translation>方差</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>correlation with height</source>
   <translation>与高程的相关</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>taken out</source>
   <translation>已去掉</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <location filename="../../subsidence/report/page.py" />
   <location filename="../../subsidence/structures/report.py" />
   <source>yes</source>
   <translation>是</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>Shares from 0 to 1; line and season are of the time course.</source>
   <translation>比例从 0 到 1；直线和季节指时间过程。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>Principal components mix mechanisms; do not name them without another reason.</source>
   <translation>主成分混合了各种机制；没有其他理由时不要给它们命名。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>A source that goes with height and follows no map of the ground is likely atmosphere; a season may be water, heat or the troposphere.</source>
   <translation>随高程变化而不符合任何地面图的源，多半是大气；季节可能是水、热或对流层。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>mm</source>
   <translation>mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>source {number}</source>
   <translation>源 {number}</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/signals_report.py" />
   <source>stability {stability:.2f}</source>
   <translation>稳定性 {stability:.2f}</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/trend_fit.py" />
   <source>The noise was estimated at other dates than those of the trend.</source>
   <translation>噪声是在与趋势不同的日期上估计的。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/trend_fit.py" />
   <source>The noise was estimated for {count} series, but the trend is to be fitted to {total}.</source>
   <translation>噪声是对 {count} 条序列估计的，而趋势要拟合 {total} 条。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/zones.py" />
   <source>The points lie in one place, so there is no area to divide into zones.</source>
   <translation>所有点在同一处，没有可划分的区域。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/zones.py" />
   <source>Cells of {cell_m:.0f} m are larger than the whole layer ({size:.0f} m); choose smaller cells.</source>
   <translation>{cell_m:.0f} m 的格子大于整个图层（{size:.0f} m）；请选择更小的格子。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/zones.py" />
   <source>Cells of {cell_m:.3g} m are far too small for this layer; choose larger cells.</source>
   <translation>{cell_m:.3g} m 的格子对此图层过小；请选择更大的格子。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/zones.py" />
   <source>Cells of {cell_m:.0f} m make a grid of {rows} x {columns} over this layer; choose larger cells.</source>
   <translation>{cell_m:.0f} m 的方格在此图层上构成 {rows} x {columns} 的格网；请选择更大的方格。</translation>
  </message>
  <message>
   <location filename="../../subsidence/analysis/zones.py" />
   <source>No point has a rate.</source>
   <translation>没有带速率的点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/detect.py" />
   <source>{count} of {judged} points changed: {turned} their rate, {stepped} by a step; {open} points could not be judged.</source>
   <translation>{judged} 个点中有 {count} 个发生变化：{turned} 个改变了速率，{stepped} 个出现阶跃；{open} 个点无法判断。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/detect.py" />
   <source>By chance alone about {chance:.2g} points would have been called at {rate:g} false alarms per 1,000 point-years over {years:.2g} years.</source>
   <translation>按每 1,000 点·年 {rate:g} 次误报，在 {years:.2g} 年内偶然报警的点约为 {chance:.2g} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/detect.py" />
   <source>The last epochs before the new ones already strayed {factor:.2f} times as far from their trend as the noise explains; the scales were widened by it.</source>
   <translation>新历元之前的最后几个历元偏离趋势的程度已是噪声所能解释的 {factor:.2f} 倍；尺度已据此放宽。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/detect.py" />
   <source>{count} steps are near a multiple of {wave:g} mm, half a wavelength of C-band: they may be unwrapping errors.</source>
   <translation>{count} 个阶跃接近 {wave:g} mm（C 波段半个波长）的倍数：可能是解缠误差。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/expectation.py" />
   <source>With fewer than {count} points nothing is taken out as common to all; a shift of the reference would look like a change of every point.</source>
   <translation>少于 {count} 个点时不扣除所有点共有的部分；参考的移动会看似每个点都有变化。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/expectation.py" />
   <source>No point has enough known epochs before and after the date to be judged.</source>
   <translation>没有点在该日期前后都有足够的已知历元可供判断。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/expectation.py" />
   <source>No point has a forecast with an interval at the new epochs.</source>
   <translation>没有点在新历元上有带区间的预测。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/expectation.py" />
   <source>No epoch lies after {date}, so nothing is new; choose an earlier date.</source>
   <translation>{date} 之后没有历元，因此没有新数据；请选更早的日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/expectation.py" />
   <source>What to expect is learnt from at least {least} epochs before the new ones; there are {count}. Choose a later date.</source>
   <translation>预期须由新历元之前至少 {least} 个历元得出；现有 {count} 个。请选更晚的日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>What changed</source>
   <translation>发生了什么变化</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>{source}: {count} new epochs, {first} to {last}</source>
   <translation>{source}：{count} 个新历元，{first} 至 {last}</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>An alarm says that the series left what was expected of it, not why.</source>
   <translation>警报说明序列偏离了对它的预期，并不说明原因。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>{count} of the alarms were called at the last epoch, {date}.</source>
   <translation>其中 {count} 个报警出现在最后历元 {date}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>How it was judged</source>
   <translation>如何判断</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>Expected by: {expected}. Noise of the series: {noise}. A change must last two epochs; a point is tested alone and in places of several sizes about it, each against its surroundings: the noise that neighbours share ({share:.0f} % within {range:.0f} m) is foretold from them and taken off.</source>
   <translation>预期来自：{expected}。序列噪声：{noise}。变化须持续两个历元；一个点既单独检验，也在其周围几种大小的地块中检验，每个地块都与其周边相比：邻点共有的噪声（{range:.0f} m 内 {share:.0f} %）由周边推算并扣除。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>A slow change of everything at once is taken for a movement of the reference and is shown in the table of what is common, not on the map; a change that is wider than the widest place with its surroundings cannot be told from atmosphere.</source>
   <translation>所有点同时发生的缓慢变化会被当作参考的移动，显示在共同部分的表中，而不在图上；比最宽地块及其周边还宽的变化无法与大气区分。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>called at</source>
   <translation>报警于</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>rate before, mm/yr</source>
   <translation>之前的速率，mm/yr</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>since</source>
   <translation>起始于</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>rate after, mm/yr</source>
   <translation>之后的速率，mm/yr</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>step, mm</source>
   <translation>阶跃，mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>Alarms that lie together and go the same way; means of their points.</source>
   <translation>相邻且方向相同的报警；取其点的均值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>The clearest alarms</source>
   <translation>最明显的报警</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>alarm</source>
   <translation>报警</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>kind</source>
   <translation>类型</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>row</source>
   <translation>行</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>p</source>
   <translation>p</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>support</source>
   <translation>支持度</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>p: chance of as much without a change; support: share of the neighbours that lean the same way.</source>
   <translation>p：无变化时出现同样结果的概率；支持度：方向相同的邻点比例。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>What was taken out</source>
   <translation>扣除了什么</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>common to all points, mm</source>
   <translation>所有点共有，mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>date</source>
   <translation>日期</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>shared by neighbours (rms), mm</source>
   <translation>邻点共有（均方根），mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>alarms called</source>
   <translation>报警数</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>Common is the median over all points of observed minus expected: atmosphere and reference. Shared is what the surroundings of each point foretell of its noise at that date.</source>
   <translation>“共有”是所有点的观测减预期的中位数：大气和参考。“邻点共有”是每个点的周边对该日其噪声的推算。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>The clearest alarms: observed (dots), expected with its 90 % interval (band), onset (line)</source>
   <translation>最明显的报警：观测（圆点）、预期及其 90 % 区间（色带）、起始时间（线）</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>row {row}</source>
   <translation>第 {row} 行</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>not judged</source>
   <translation>未判断</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>as expected</source>
   <translation>符合预期</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>sinks less, or rises</source>
   <translation>下沉变慢或上升</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>sinks more</source>
   <translation>下沉加快</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>Series brought up to date</source>
   <translation>更新后的序列</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>{source} and {other}</source>
   <translation>{source} 和 {other}</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>in both</source>
   <translation>两者都有</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>only in the newer</source>
   <translation>仅在较新的成果中</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>only in the older</source>
   <translation>仅在较早的成果中</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>Points of the two deliveries</source>
   <translation>两次成果的点</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>{matched} points matched, {lost} only in the older layer, {new} only in the newer; {appended} epochs appended, {common} epochs common to both.</source>
   <translation>匹配 {matched} 个点，仅较旧图层有 {lost} 个，仅较新图层有 {new} 个；接上 {appended} 个历元，两者共有 {common} 个历元。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>The past of {count} points was revised by more than 3 mm.</source>
   <translation>{count} 个点的过去被修订了 3 mm 以上。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>A drift of all points at once, newer minus older, is most often the reference of the newer delivery.</source>
   <translation>所有点同时的漂移（较新减较早）多半来自较新成果的参考。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>median distance of matched points, m</source>
   <translation>匹配点距离的中位数，m</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>median shift of the newer series, mm</source>
   <translation>较新序列平移量的中位数，mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>median difference over common epochs once tied (rms), mm</source>
   <translation>衔接后共同历元差值（均方根）的中位数，mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>points whose past was revised by more than 3 mm</source>
   <translation>过去被修订超过 3 mm 的点</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/report.py" />
   <source>drift of all points, newer minus older, mm/yr</source>
   <translation>所有点的漂移，较新减较旧，mm/yr</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/update.py" />
   <location filename="../../subsidence/factors/distances.py" />
   <location filename="../../subsidence/validation/layer_comparison.py" />
   <source>The radius must be greater than 0 m.</source>
   <translation>半径必须大于 0 m。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/update.py" />
   <source>Over the common epochs the newer delivery moves by {drift:.1f} mm/yr against the older one, all points together: one of the references moves; refer both to the same ground (rereference_series) before changes are looked for.</source>
   <translation>在共同历元上，较新数据的所有点一起以 {drift:.1f} mm/yr 相对较旧数据移动：某个参考在移动；在查找变化之前，请先把两者归算到同一地面（rereference_series）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/update.py" />
   <source>The two deliveries have only {count} common epochs; the tie has the noise of those epochs in it.</source>
   <translation>两份数据只有 {count} 个共同历元；衔接中含有这些历元的噪声。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/update.py" />
   <source>{count} older points share their place with another; of such points one is matched, the others are told as lost and new.</source>
   <translation>{count} 个较旧的点与另一点位置相同；这样的点只匹配一个，其余记为消失和新增。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/update.py" />
   <source>{count} matched points have no common value; their new epochs stay empty.</source>
   <translation>{count} 个匹配点没有共同的值；其新历元留空。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/update.py" />
   <source>No point of the newer delivery lies within the radius of an older one; widen it or check the CRS.</source>
   <translation>较新数据没有点位于较旧点的半径内；请增大半径或检查坐标系。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/update.py" />
   <source>The two deliveries share no epoch ({first} … {last} and {begin} … {end}), so their frames cannot be tied; give a delivery that reaches back to an older epoch.</source>
   <translation>两份数据没有共同历元（{first} … {last} 与 {begin} … {end}），无法衔接其基准；请提供能追溯到较旧历元的数据。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/update.py" />
   <source>The newer displacements never change, which no measurement does.</source>
   <translation>较新的位移从不变化，任何测量都不会如此。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/update.py" />
   <source>The older displacements never change, which no measurement does.</source>
   <translation>较早的位移从不变化，任何测量都不会如此。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/update.py" />
   <source>Over the common epochs the newer displacements are {ratio:.3g} times the older ones; set the unit of the newer points (NEW_UNIT), or turn their sign.</source>
   <translation>在共同历元上，较新位移是较旧位移的 {ratio:.3g} 倍；请设置较新点的单位（NEW_UNIT），或反转其符号。</translation>
  </message>
  <message>
   <location filename="../../subsidence/changes/update.py" />
   <source>Over the common epochs the newer displacements look like {ratio:.2g} times the older ones; check their unit (NEW_UNIT) and sign.</source>
   <translation>在公共历元上，较新的位移看起来是较旧位移的 {ratio:.2g} 倍；请检查其单位（NEW_UNIT）和正负号。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/choose_clusters.py" />
   <source>The search for the number of clusters needs at least 3 as the largest number to try.</source>
   <translation>搜索聚类数时，最大尝试数至少应为 3。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/choose_clusters.py" />
   <source>{chosen} clusters: of 1 … {tried} the root-mean-square distance bends most there ({one:.3g} for one cluster, {there:.3g} for {chosen}, {most:.3g} for {tried}; largest depth below the line from first to last)</source>
   <translation>{chosen} 个聚类：在 1 … {tried} 中，均方根距离在此处弯折最大（一个聚类为 {one:.3g}，{chosen} 个为 {there:.3g}，{tried} 个为 {most:.3g}；在首末连线之下最深）</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/choose_clusters.py" />
   <source>; silhouette {scores:.2f}, agreement between starts {stability:.2f}</source>
   <translation>；轮廓系数 {scores:.2f}，各次起始的一致程度 {stability:.2f}</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/choose_clusters.py" />
   <source>The kept solution is better than that of any other of the {count} starts; more starts would tell whether it is found again.</source>
   <translation>保留的解优于 {count} 次起始中的任何其他解；更多次起始可说明它能否再次被找到。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/choose_clusters.py" />
   <source>{alike} of {count} starts ended in the kept solution (agreement {agreement:.2f}); the others ended in worse ones and were dropped.</source>
   <translation>{count} 次起始中有 {alike} 次得到保留的解（一致度 {agreement:.2f}）；其余得到较差的解，已舍弃。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/choose_clusters.py" />
   <source>{alike} of {count} starts ended as well as the kept solution but share out the points differently (adjusted Rand index {agreement:.2f}), so do not lean on the borders between clusters; take more smoothing or fewer clusters.</source>
   <translation>{count} 次起始中有 {alike} 次与保留的解同样好，但点的划分不同（调整兰德指数 {agreement:.2f}），因此不要倚重聚类之间的边界；请加强平滑或减少聚类数。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/choose_clusters.py" />
   <source>Only one start was made, so it is unknown whether another would find the same clusters.</source>
   <translation>只起始了一次，因此不知道换一次起始是否会得到同样的聚类。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/choose_clusters.py" />
   <source>the starts find the same clusters</source>
   <translation>各次起始得到相同的聚类</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/choose_clusters.py" />
   <source>the starts find much the same clusters; points with a small margin may change theirs</source>
   <translation>各次起始得到大致相同的聚类；差距小的点可能改变所属聚类</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/choose_clusters.py" />
   <source>the starts find different clusters, so do not lean on the borders between them; take more starts, more smoothing or fewer clusters</source>
   <translation>各次起始得到不同的聚类，不要依赖它们之间的边界；请增加起始次数、加强平滑或减少聚类数</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/choose_clusters.py" />
   <source>Agreement between starts (adjusted Rand index) {stability:.2f}: {words}.</source>
   <translation>各次起始的一致程度（调整兰德指数）{stability:.2f}：{words}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/consensus.py" />
   <source>Consensus of {count} runs, each on other series: they agree with it to {agreement:.2f} (adjusted Rand index), and {sure:.0%} of the points came out the same in nine of ten runs.</source>
   <translation>{count} 次运行的共识，每次用不同的序列：它们与共识的一致性为 {agreement:.2f}（调整兰德指数），{sure:.0%} 的点在十次运行中有九次结果相同。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/consensus.py" />
   <source>A consensus needs two series with a shape at least.</source>
   <translation>共识至少需要两条有形状的序列。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape.py" />
   <source>K-Shape needs one row per series; the input has shape {count}.</source>
   <translation>K-Shape 要求每个序列一行；输入的形状为 {count}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape.py" />
   <source>K-Shape: the starts were compared on {compared} of {all} series, the best went on with {trained}, and all were assigned to its shapes.</source>
   <translation>K-Shape：各次起始在 {all} 条序列中的 {compared} 条上比较，最好的在 {trained} 条上继续，最后所有序列都归到其形状。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape.py" />
   <source>The series have {count} epochs and the cluster shapes {total}; bring the series to the epochs of the shapes.</source>
   <translation>序列有 {count} 个历元，聚类形状有 {total} 个；请把序列换算到形状的历元。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape.py" />
   <source>K-Shape needs at least 3 epochs; the series have {count}.</source>
   <translation>K-Shape 至少需要 3 个历元；序列有 {count} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape.py" />
   <source>K-Shape needs at least one cluster and one start.</source>
   <translation>K-Shape 至少需要一个聚类和一次起始。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape.py" />
   <source>Every series is constant or has missing values, so there are no shapes to compare.</source>
   <translation>每个序列都是常数或有缺失值，没有可比较的形状。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape.py" />
   <source>There are {n_usable} series with a shape, fewer than the {n_clusters} clusters asked for; ask for fewer clusters.</source>
   <translation>有形状的序列为 {n_usable} 个，少于所要求的 {n_clusters} 个聚类；请减少聚类数。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>Clusters of subsidence series (K-Shape)</source>
   <translation>沉降序列的聚类（K-Shape）</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>{count} points, {first} … {last}</source>
   <translation>{count} 个点，{first} … {last}</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>{clusters} shapes of motion were found; cluster 1 sinks most, with a mean rate of {rate:.1f} mm/yr at {count} points, and cluster {largest} has the most points.</source>
   <translation>找到 {clusters} 种运动形状；聚类 1 下沉最多，{count} 个点的平均速率为 {rate:.1f} mm/yr，聚类 {largest} 的点最多。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>{share:.0%} of the points lie between two clusters; clusters tell the shape of a motion, not its size.</source>
   <translation>{share:.0%} 的点介于两个聚类之间；聚类说明运动的形状，而非大小。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>cluster {number}</source>
   <translation>聚类 {number}</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>Where the clusters lie</source>
   <translation>聚类的位置</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>Each cluster over {sample_series} sample series, scaled to the mean spread of its members. Solid: mean of the members and the band that holds two thirds of them. Dashed: the shape that K-Shape compares with, made of members moved in time until they fit; zeros move in where they were moved, so that its ends may bend where no member does.</source>
   <translation>每个聚类叠加在 {sample_series} 条样本序列上，按成员的平均离散度缩放。实线：成员的均值及包含三分之二成员的带。虚线：K-Shape 用来比较的形状，由经时间平移对齐的成员得到；平移处补零，因此其两端可能出现成员没有的弯折。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>Method: Paparrizos and Gravano, k-Shape: Efficient and Accurate Clustering of Time Series, SIGMOD 2015. Shapes are compared after each series is brought to mean 0 and spread 1, so the size of the motion plays no part, and at the best shift in time.</source>
   <translation>方法：Paparrizos and Gravano, k-Shape: Efficient and Accurate Clustering of Time Series, SIGMOD 2015。各序列先化为均值 0、离散度 1，再在最佳时间平移下比较形状，因此运动的大小不起作用。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>the clusters lie well apart</source>
   <translation>聚类分得很开</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>the clusters overlap</source>
   <translation>聚类有重叠</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>the clusters are hardly apart: the data know no clear number of shapes</source>
   <translation>聚类几乎分不开：数据没有明确的形状数目</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>Silhouette {value:.2f} (1 at best): {words}.</source>
   <translation>轮廓系数 {value:.2f}（最好为 1）：{words}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>Clusters</source>
   <translation>聚类</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <location filename="../../subsidence/forecast/report.py" />
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <location filename="../../subsidence/rate/report.py" />
   <source>cluster</source>
   <translation>聚类</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>share %</source>
   <translation>占比 %</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>mean rate mm/yr</source>
   <translation>平均速率 mm/yr</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>5 % … 95 % of rates</source>
   <translation>速率的 5 % … 95 %</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>mean distance</source>
   <translation>平均距离</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>between clusters %</source>
   <translation>介于聚类之间 %</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>Cluster 1 has the lowest mean rate (sinks most). Distance: shape-based distance to the cluster's shape, 0 (the same) to 2. Between clusters: points whose next shape is less than {between_clusters} farther.</source>
   <translation>聚类 1 的平均速率最低（下沉最多）。距离：到所属聚类形状的形状距离，0（相同）到 2。介于聚类之间：次近形状仅远出不到 {between_clusters} 的点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>{unlabelled} points have no cluster: their series is constant or misses too many values.</source>
   <translation>{unlabelled} 个点没有聚类：其序列为常数或缺值过多。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>How many clusters</source>
   <translation>多少个聚类</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>The knee of the elbow lies at {reason}</source>
   <translation>肘部拐点位于 {reason}</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>{n_clusters} clusters were asked for and are shown on this page.</source>
   <translation>本页显示所要求的 {n_clusters} 个聚类。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>Left: root-mean-square distance to the own shape and its chord. Right: silhouette and agreement of starts. {n_points} series took part.</source>
   <translation>左：到所属形状的均方根距离及其弦。右：轮廓系数和各次起始的一致程度。{n_points} 条序列参与。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>clusters</source>
   <translation>聚类数</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>inertia</source>
   <translation>惯性</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>depth of knee</source>
   <translation>拐点深度</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>silhouette</source>
   <translation>轮廓系数</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>agreement of starts</source>
   <translation>起始的一致程度</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>two thirds of the members</source>
   <translation>三分之二的成员</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>shape</source>
   <translation>形状</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>cluster {number} ({count} points)</source>
   <translation>聚类 {number}（{count} 个点）</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_report.py" />
   <source>root of inertia (rms distance)</source>
   <translation>惯性的平方根（均方根距离）</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_tslearn.py" />
   <source>tslearn gave up a start in which a cluster ran empty.</source>
   <translation>tslearn 放弃了一次有聚类变空的起始。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/kshape_tslearn.py" />
   <source>tslearn gave up every start as a cluster ran empty; ask for fewer clusters or use the built-in engine.</source>
   <translation>tslearn 放弃了每一次起始，因为有聚类变空；请减少聚类数或用内置引擎。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/regular.py" />
   <source>The series has no epoch from {begin} to {end}, {intervals} days, longer than the {max_gap_days:.0f} allowed; raise the limit or use the epochs on one side of the gap.</source>
   <translation>序列从 {begin} 到 {end} 没有历元，共 {intervals} 天，超过允许的 {max_gap_days:.0f} 天；请提高限值，或使用间隔一侧的历元。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/regular.py" />
   <source>Every point misses too many epochs: the median is {median:.0%}, allowed are {max_missing_share:.0%} and no gap over {limit:.0f} days. If the layer mixes tracks of different dates, take one track at a time; otherwise allow more missing values.</source>
   <translation>每个点都缺失过多历元：中位数为 {median:.0%}，允许 {max_missing_share:.0%}，且间隔不超过 {limit:.0f} 天。若图层混合了日期不同的轨道，请一次取一个轨道；否则请允许更多缺失值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>A consensus is made by the built-in engine on the processor; choose these.</source>
   <translation>共识由处理器上的内置引擎计算；请选择它们。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>A consensus needs two runs at least.</source>
   <translation>共识至少需要两次运行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>{count} points have no cluster: their series is constant or misses too many values.</source>
   <translation>{count} 个点没有聚类：其序列为常数或缺值过多。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>{method} over {window} epochs</source>
   <translation>{method}，{window} 个历元</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>engine</source>
   <translation>引擎</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>starts</source>
   <translation>起始次数</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>time step, days</source>
   <translation>时间步（天）</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>epochs compared</source>
   <translation>参与比较的历元</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>smoothing</source>
   <translation>平滑</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>iterations of the best start</source>
   <translation>最佳起始的迭代次数</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>agreement of seeds and of odd and even epochs</source>
   <translation>不同种子之间、奇偶历元之间的一致性</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>not measured: {why}</source>
   <translation>未测量：{why}</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>odd and even epochs</source>
   <translation>奇数与偶数历元</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>two seeds</source>
   <translation>两个种子</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>agreement (adjusted Rand index, {count} series) of {what}</source>
   <translation>{what}的一致性（调整兰德指数，{count} 条序列）</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>Knee of the elbow: {reason}</source>
   <translation>肘部曲线的拐点：{reason}</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/shape_groups.py" />
   <source>The runs tell {found} clusters apart, not {asked}.</source>
   <translation>各次运行只能区分出 {found} 个聚类，而不是 {asked} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/smoothing.py" />
   <source>The smoothing “{method}” is not known; use one of {names}.</source>
   <translation>平滑“{method}”未知；请用 {names} 之一。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/smoothing.py" />
   <source>The smoothing window must not be negative.</source>
   <translation>平滑窗口不能为负。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/starts.py" />
   <source>The series have fewer different shapes than the {count} clusters asked for; ask for fewer clusters.</source>
   <translation>序列中不同的形状少于所要求的 {count} 个聚类；请减少聚类数。</translation>
  </message>
  <message>
   <location filename="../../subsidence/clustering/sweep_torch.py" />
   <location filename="../../subsidence/torch_device.py" />
   <source>The series do not go onto the device “{device}”: {error}</source>
   <translation>序列无法放到设备“{device}”上：{error}</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/classes.py" />
   <source>The legend of classes is empty.</source>
   <translation>类别图例是空的。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/classes.py" />
   <source>No row has both a class and a rate, so classes cannot be ordered by their mean rate.</source>
   <translation>没有同时具有类别和速率的行，因此类别无法按平均速率排序。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/classes.py" />
   <source>“{prefix}” has {count} classes; a column for each is too many (at most {max_columns}): join classes or choose codes.</source>
   <translation>“{prefix}”有 {count} 个类别；每类一列太多（最多 {max_columns}）：请合并类别或选择编码。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/distances.py" />
   <source>The layer “{name}” has no features to measure distances to.</source>
   <translation>图层“{name}”没有可测距的要素。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/distances.py" />
   <source>The layer “{name}” has no lines whose length could be summed.</source>
   <translation>图层“{name}”没有可累计长度的线。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/distances.py" />
   <source>There are no points to measure distances from.</source>
   <translation>没有可以测距的点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/distances.py" />
   <source>{backwards} features end before they start; correct their dates.</source>
   <translation>{backwards} 个要素的结束早于开始；请改正其日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/doubtful_readings.py" />
   <source>{where}: {count} amounts are below zero, which rain cannot be: {named}. They are kept; empty them where they stand for “no value”.</source>
   <translation>{where}：{count} 个雨量低于零，而降雨不可能为负：{named}。它们被保留；若代表“无值”，请将其清空。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/doubtful_readings.py" />
   <source>{where}: {count} amounts are more than has ever fallen anywhere in as long a time, taken as mm: {named}. They are kept; check them, and the unit.</source>
   <translation>{where}：{count} 个雨量（按毫米计）超过了世界任何地方同样时长内的最大记录：{named}。它们被保留；请检查这些值和单位。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/doubtful_readings.py" />
   <source>{where}: {count} readings lie so far from all others of their station that they are probably mistakes: {named}. They are kept.</source>
   <translation>{where}：{count} 个读数与同站其他读数相差太远，很可能有误：{named}。它们被保留。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/doubtful_readings.py" />
   <source> and {count} more</source>
   <translation>，另有 {count} 个</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/factor_quality.py" />
   <source>There are no points with a rate to judge the factors by.</source>
   <translation>没有带速率的点可用来评判因子。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/factor_quality.py" />
   <source>has no values</source>
   <translation>没有值</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/factor_quality.py" />
   <source>is constant: it cannot explain anything</source>
   <translation>为常数：什么也解释不了</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/factor_quality.py" />
   <source>{percent:.0f} % missing: models leave those points out</source>
   <translation>缺失 {percent:.0f} %：模型会略去这些点</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/factor_quality.py" />
   <source>{percent:.0f} % of the points share one value</source>
   <translation>{percent:.0f} % 的点取同一个值</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/factor_quality.py" />
   <source>the other factors nearly tell it (VIF above 10): keep one of them</source>
   <translation>其他因子几乎能说明它（VIF 大于 10）：保留其中一个</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/factor_quality.py" />
   <source>its relation with the rate is monotonic but bent: a logarithm may help a linear model</source>
   <translation>与速率的关系单调但弯曲：取对数可能有助于线性模型</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/factor_quality.py" />
   <source>tells of the rate, but neither rising nor falling: look at its curve</source>
   <translation>与速率有关，但既非上升也非下降：请看其曲线</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/grids.py" />
   <source>The raster has no georeference; assign one first.</source>
   <translation>栅格没有地理参考；请先指定。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/grids.py" />
   <source>The mean around points needs a radius greater than 0 m.</source>
   <translation>点周围取均值需要大于 0 m 的半径。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/grids.py" />
   <source>The sampling “{method}” is not known; use one of {names}.</source>
   <translation>采样方式“{method}”未知；请用 {names} 之一。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/grids.py" />
   <source>The raster is rotated; warp it to a north-up grid before taking means around points.</source>
   <translation>栅格有旋转；请先重采样为正北朝上的格网，再取点周围的均值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/raster_records.py" />
   <source>The rasters are in different units ({names}); bring them to one first.</source>
   <translation>栅格的单位不同（{names}）；请先统一。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/raster_records.py" />
   <source>The values grow through each day and begin anew with the next: they are totals since midnight (as ERA5-Land's), so the last one of a day is taken, not their sum.</source>
   <translation>值在每一天内增长，次日重新开始：它们是自午夜起的累计（如 ERA5-Land），因此取一天的最后一个值，而不是其和。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/raster_records.py" />
   <source>“{first}” and “{second}” both hold {date}; keep one raster for each date.</source>
   <translation>“{first}”和“{second}”都对应 {date}；每个日期请只保留一个栅格。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/raster_records.py" />
   <source>periods from the file's bounds</source>
   <translation>按文件边界的时段</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/raster_records.py" />
   <source>calendar months</source>
   <translation>日历月</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/raster_records.py" />
   <source>calendar years</source>
   <translation>日历年</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/raster_records.py" />
   <source>days</source>
   <translation>天</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/raster_records.py" />
   <source>steps of less than a day, brought to days</source>
   <translation>短于一天的步长，归并到天</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/raster_records.py" />
   <source>the time from each date to the next</source>
   <translation>每个日期到下一个日期的时间</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/raster_records.py" />
   <source>“{name}”: {count} layers, {what}, from {first} until {last}{unit}.</source>
   <translation>“{name}”：{count} 层，{what}，从 {first} 到 {last}{unit}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/raster_records.py" />
   <source>; unit {unit}</source>
   <translation>；单位 {unit}</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/raster_records.py" />
   <source>“{unit}” is a rate: each value is multiplied by the time that it stands for, and the sums are in {what}.</source>
   <translation>“{unit}”是速率：每个值乘以其所代表的时长，和以 {what} 计。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>Block cross-validation of the rate of subsidence</source>
   <translation>沉降速率的分块交叉验证</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>Which ring width predicts the rate best?</source>
   <translation>哪个环宽最能预测速率？</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>The rate is predicted from the ring's outer edge, or from the exact distance, by the same additive regression; whole blocks of ground are held out, so that neighbours cannot give the answer away. Intervals (95 %) come from resampling the blocks. A width is “within noise” when its error cannot be told from that of the best.</source>
   <translation>速率由环的外边界或由精确距离预测，用同一个可加回归；整块地面留作检验，使相邻点无法泄露答案。区间（95 %）由对地块重抽样得到。误差与最佳者无法区分的宽度称为“在噪声之内”。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>A width counts as better only where the 95 % interval of the difference leaves out zero.</source>
   <translation>只有当差值的 95 % 区间不含零时，才算一个宽度更好。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>What is told apart here is how well distance describes the rate, not what makes the ground sink.</source>
   <translation>这里区分的是距离对速率的描述有多好，而不是什么使地面下沉。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>width</source>
   <translation>宽度</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>RMSE (mm/yr)</source>
   <translation>RMSE (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>low</source>
   <translation>下限</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>high</source>
   <translation>上限</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>excess MSE (%)</source>
   <translation>超出的 MSE (%)</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>within noise</source>
   <translation>在噪声之内</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>{n_points} points in {n_blocks} blocks of {block_m:.0f} m; the mean of the training blocks has an RMSE of {baseline_rmse:.4g} mm/yr.</source>
   <translation>{n_points} 个点，{n_blocks} 个 {block_m:.0f} m 的地块；训练地块的均值的 RMSE 为 {baseline_rmse:.4g} mm/yr。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>Bars that may be zero are within noise.</source>
   <translation>可能为零的条形在噪声之内。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>mean square error above that of the best (%)</source>
   <translation>高出最佳者的均方误差 (%)</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>Factors before modelling</source>
   <translation>建模前的因子</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <location filename="../../subsidence/rate/report.py" />
   <source>{count} points, {factors} factors</source>
   <translation>{count} 个点，{factors} 个因子</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>Look at these first</source>
   <translation>请先看这些</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>Each factor</source>
   <translation>各个因子</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>missing (%)</source>
   <translation>缺失 (%)</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>sd</source>
   <translation>标准差</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>values</source>
   <translation>不同值</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>Against the rate, the others, and space</source>
   <translation>与速率、与其他因子、与空间的关系</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>mutual information (nats)</source>
   <translation>互信息（奈特）</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>Moran's I</source>
   <translation>Moran's I</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>Mutual information also sees curved relations. VIF above 10: the other factors nearly tell this one. Moran's I near 1: smooth in space, so a random split of points overrates every model; split by blocks.</source>
   <translation>互信息也能看到弯曲的关系。VIF 大于 10：其他因子几乎能说明它。Moran's I 接近 1：在空间上平滑，随机划分点会高估任何模型；请按地块划分。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>How the values are spread.</source>
   <translation>值的分布。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>Median rate (mm/yr) with its quartiles in twenty classes of equal numbers of points.</source>
   <translation>按点数相等的二十类，速率的中位数 (mm/yr) 及四分位数。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>Correlation between factors.</source>
   <translation>因子之间的相关。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>Look first at {names}: their remarks stand below.</source>
   <translation>请先看 {names}：其说明在下面。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>No factor gives cause for a remark.</source>
   <translation>没有因子需要说明。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>Of {count} factors “{name}” goes with the rate most closely, Spearman ρ {value:.2f}.</source>
   <translation>{count} 个因子中，“{name}”与速率关系最密切，Spearman ρ 为 {value:.2f}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/reports.py" />
   <source>None of this says what causes what, and neighbours are alike (Moran's I of “{name}” {value:.2f}): judge models by blocks of ground, not by a random split.</source>
   <translation>这些都不说明何为因果，而且相邻点彼此相似（“{name}”的 Moran's I 为 {value:.2f}）：请按地块而非随机划分来评判模型。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/rings.py" />
   <source>The ring width must be greater than 0 m.</source>
   <translation>环宽必须大于 0 m。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/rings.py" />
   <source>“{text}” is not a list of distances in metres; write numbers with commas between, such as 200,400,600.</source>
   <translation>“{text}”不是以米为单位的距离列表；请写用逗号隔开的数字，例如 200,400,600。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/rings.py" />
   <source>No ring distances are given; write them in metres, such as 200,400,600.</source>
   <translation>没有给出环的距离；请以米为单位写出，例如 200,400,600。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/rings.py" />
   <source>Ring distances must be greater than 0 m.</source>
   <translation>环的距离必须大于 0 m。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/rings.py" />
   <source>A ring distance is given twice; each may occur only once.</source>
   <translation>有一个环距离给出了两次；每个只能出现一次。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/rings.py" />
   <source>Rings need a width greater than 0 m and a count of at least 1.</source>
   <translation>环需要大于 0 m 的宽度和至少为 1 的个数。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/stations.py" />
   <source>Exponential variogram of the stations, scaled to unit variance: nugget {nugget:.2f}, sill {sill:.2f}, range {reach:.0f} m.</source>
   <translation>站点的指数型变差函数（归一到单位方差）：块金 {nugget:.2f}，基台 {sill:.2f}，变程 {reach:.0f} m。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/stations.py" />
   <source>Kriging fails because stations lie on the same place; remove the duplicates.</source>
   <translation>克里金失败，因为有站点位于同一处；请删除重复者。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/stations.py" />
   <source>Kriging needs at least {kriging_stations} stations with different values at a time; use the nearest station or inverse distance.</source>
   <translation>克里金在同一时间至少需要 {kriging_stations} 个值不同的站点；请使用最近站点或反距离。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/time.py" />
   <source>The records have {count} values for {total} dates.</source>
   <translation>记录有 {count} 个值，却有 {total} 个日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/time.py" />
   <source>The dates of the records must increase without repeats.</source>
   <translation>记录的日期必须递增且不重复。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/time.py" />
   <source>The records</source>
   <translation>这些记录</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/time.py" />
   <source>Sums and means between epochs need at least two epochs.</source>
   <translation>历元之间的求和与均值至少需要两个历元。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/time.py" />
   <source>The window must be at least one day long.</source>
   <translation>窗口至少应为一天。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/time.py" />
   <source>The aggregation “{aggregation}” is not known; use one of {names}.</source>
   <translation>聚合方式“{aggregation}”未知；请用 {names} 之一。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/time.py" />
   <source>Levels measured on single days cannot be summed over time; use a mean, or the value.</source>
   <translation>在个别日期测得的水位不能随时间求和；请用均值或取值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/time.py" />
   <source>hold the nearest known value</source>
   <translation>取最近的已知值</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/time.py" />
   <source>are NULL (EXTRAPOLATE would hold the nearest known value)</source>
   <translation>为 NULL（EXTRAPOLATE 可取最近的已知值）</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/time.py" />
   <source>The records of “{name}” run from {first} to {last}; the values of {count} of {total} epochs ({which}) reach beyond them and {what}.</source>
   <translation>“{name}”的记录从 {first} 到 {last}；{total} 个历元中有 {count} 个（{which}）超出其范围，这些值{what}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/time.py" />
   <source>The records of “{name}” ({first} … {last}) share no time with the displacement series ({begin} … {end}); check their dates.</source>
   <translation>“{name}”的记录（{first} … {last}）与位移序列（{begin} … {end}）没有共同时间；请检查日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/time.py" />
   <source>The prefix “{prefix}” cannot be used: it must not be empty, end in a digit, or be D or F, which mean displacement and forecast.</source>
   <translation>前缀“{prefix}”不能使用：不能为空、不能以数字结尾，也不能是表示位移和预测的 D 或 F。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/vector_geometry.py" />
   <source>The geometry type “{kind}” is not known; use points, lines or polygons.</source>
   <translation>几何类型“{kind}”未知；请使用点、线或面。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/widths.py" />
   <source>Only {count} points have a rate that varies and all distances; the comparison needs 50.</source>
   <translation>只有 {count} 个点具有变化的速率和全部距离；比较需要 50 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/widths.py" />
   <source>All points lie at one place, so that no part of them can be held out.</source>
   <translation>所有点位于同一位置，无法留出任何部分用于检验。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/widths.py" />
   <source>exact distance</source>
   <translation>精确距离</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/widths.py" />
   <source>No width predicts the rate of unseen blocks better than their mean beyond noise: these distances alone do not tell the rate here, so no width can be recommended.</source>
   <translation>没有一个宽度对未见地块速率的预测在噪声之外优于其均值：仅凭这些距离在此处说明不了速率，因此无法推荐宽度。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/widths.py" />
   <source>ring width {width}</source>
   <translation>环宽 {width}</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/widths.py" />
   <source>The {winner} predicts best, and every other choice is worse beyond noise.</source>
   <translation>{winner}预测最好，其他选择都在噪声之外更差。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/widths.py" />
   <source>The {winner} has the smallest error, but within noise {names} may predict as well: the data do not single out a width.</source>
   <translation>{winner}的误差最小，但在噪声范围内 {names} 可能预测得同样好：数据无法选定一个宽度。</translation>
  </message>
  <message>
   <location filename="../../subsidence/factors/wkb.py" />
   <source>A geometry of the unknown type {code} cannot be read; convert it to simple features.</source>
   <translation>未知类型 {code} 的几何无法读取；请转换为简单要素。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/backtest.py" />
   <source>The series is too short to judge the network in a backtest; it is left out.</source>
   <translation>序列太短，无法在回测中评判网络；略去网络。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/backtest.py" />
   <source>{n_epochs} epochs are too few to test a forecast {horizon} epochs ahead; use a shorter horizon.</source>
   <translation>{n_epochs} 个历元太少，无法检验提前 {horizon} 个历元的预测；请缩短预测期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/backtest.py" />
   <source>Backtest {number} of {count}: forecasts from {date}, knowing only what came before.</source>
   <translation>第 {number}/{count} 次回测：自 {date} 起预测，只知道此前的数据。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/backtest.py" />
   <source>Training {count} kinds of network before that date.</source>
   <translation>训练该日期之前的 {count} 种网络。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/data/covariates.py" />
   <source>The covariates have shape {count}, which does not fit {total} names and {width} dates.</source>
   <translation>协变量的形状为 {count}，与 {total} 个名称和 {width} 个日期不符。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/data/covariates.py" />
   <source>The dates of the covariates must increase without repeats.</source>
   <translation>协变量的日期必须递增且不重复。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/data/covariates.py" />
   <source>The covariates begin after the displacements; give them from the first epoch on.</source>
   <translation>协变量的开始晚于位移；请从第一个历元起给出。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/data/covariates.py" />
   <source>The layer has no factor series “{prefix}YYYYMMDD”; it has: {known}. Add one with “Sample factor series”.</source>
   <translation>图层没有因子序列“{prefix}YYYYMMDD”；现有：{known}。请用“因子序列采样”添加。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/data/covariates.py" />
   <source>All values of the factor series “{prefix}” are NULL; sample it again.</source>
   <translation>因子序列“{prefix}”的值全为 NULL；请重新采样。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/data/covariates.py" />
   <source>Covariate number {covariate} has no value at all before an origin for some points; sample it again or omit it.</source>
   <translation>第 {covariate} 个协变量在某些点的起报点之前完全没有值；请重新采样或略去。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/data/history.py" />
   <source>No point has enough known displacements for a forecast; at least half of the epochs must have a value. If the layer mixes tracks of different dates, take one track at a time.</source>
   <translation>没有点具有足够的已知位移可供预测；至少一半历元须有值。若图层混合了日期不同的轨道，请一次取一个轨道。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/data/history.py" />
   <source>Every series is constant; there is nothing to forecast.</source>
   <translation>每个序列都是常数；没有可预测的内容。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/data/windows.py" />
   <source>The series has {n_epochs} epochs; a window of {window} and a horizon of {horizon} need at least {needed}. Use a shorter window or horizon.</source>
   <translation>序列有 {n_epochs} 个历元；窗口 {window} 和预测期 {horizon} 至少需要 {needed} 个。请缩短窗口或预测期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/early_warning.py" />
   <source>A rate needs a date after the last epoch.</source>
   <translation>速率需要最后历元之后的日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/early_warning.py" />
   <source>The forecast begins {days} days of the year from the nearest origin of the backtest. Where the ground moves with the season, probabilities of passing a threshold may be off by more than their table says.</source>
   <translation>预测开始的时节与回测中最近的起报点相差 {days} 天（按一年中的日期计）。若地面随季节变化，超过阈值的概率的偏差可能大于其表中所示。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>The horizon must be at least one epoch.</source>
   <translation>预测期至少为一个历元。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>The level of the intervals must lie between 0 and 1, for example 0.9.</source>
   <translation>区间的水平应在 0 与 1 之间，例如 0.9。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>This forecaster has not learned anything yet; call fit first.</source>
   <translation>该预测器尚未学习；请先调用 fit。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>This forecaster was loaded from a file that ends at {date}; give it a series by update first.</source>
   <translation>该预测器载自止于 {date} 的文件；请先用 update 给它序列。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>A model file does not hold the backtest; fit the forecaster to see it.</source>
   <translation>模型文件不含回测；要查看请拟合预测器。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>Weights and intervals from the backtest; statistical models on the whole series.</source>
   <translation>由回测得到权重和区间；用整个序列拟合统计模型。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>Training the network that the backtest chose, on the whole series.</source>
   <translation>用整个序列训练回测所选的网络。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>The model was trained without a cluster field and made groups of its own; give it none now.</source>
   <translation>该模型训练时没有聚类字段，而是自行分组；现在也不要给出聚类字段。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>The model was trained with the covariates: {wanted}; given are: {names}.</source>
   <translation>模型训练时使用的协变量为：{wanted}；给出的是：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>The series has {n_epochs} epochs, but the model looks back over {window}.</source>
   <translation>序列有 {n_epochs} 个历元，而模型要回看 {window} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <location filename="../../subsidence/series.py" />
   <source>The dates to forecast must increase and lie after the last epoch, {dates}.</source>
   <translation>预测的日期必须递增，且晚于最后历元 {dates}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>These points move {times:.2g} times as much from epoch to epoch as those that the model was trained on; check the unit of the displacements.</source>
   <translation>这些点在相邻历元间的运动是模型训练所用点的 {times:.2g} 倍；请检查位移的单位。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>{count} of {total} points have a value at fewer than half of the epochs; they get no forecast.</source>
   <translation>{total} 个点中有 {count} 个点有值的历元不到一半；它们没有预测。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>{count} points have no value at the last epochs; each is forecast from its own last value, with the longer lead and the wider interval that this takes.</source>
   <translation>{count} 个点在最后的历元没有值；各从自己的最后一个值开始预测，提前量更长，区间也相应更宽。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>{count} points have had no value for more than {days} days before the last epoch; they get no forecast.</source>
   <translation>{count} 个点在最后历元之前已超过 {days} 天没有值；它们没有预测。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>The models learn from {drawn} of the {all} points, drawn at random, with the neighbours that these have among all, and are tested on them; the forecast is of all points.</source>
   <translation>模型从全部 {all} 个点中随机抽取 {drawn} 个点来学习（连同它们在全部点中的邻点），并在这些点上检验；预测则针对全部点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>From {date} on the sampling or the noise is another: the noise between epochs is {ratio:.2f} times what it was, the usual step {before:.0f} days before and {after:.0f} after.</source>
   <translation>自 {date} 起采样或噪声发生变化：历元间的噪声为此前的 {ratio:.2f} 倍，通常的间隔此前为 {before:.0f} 天，此后为 {after:.0f} 天。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>The ridge autoregression tried to learn from the latest origins alone and does so at {short} of {all} leads.</source>
   <translation>岭自回归尝试只从最近的起点学习，并在 {all} 个提前量中的 {short} 个上这样做。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>{count} static factors need as many names; {given} are given.</source>
   <translation>{count} 个静态因子需要同样多的名称；给出了 {given} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>The model was trained with {n_static} static factors; {given} are given.</source>
   <translation>模型训练时有 {n_static} 个静态因子；给出了 {given} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/forecaster.py" />
   <source>The model was trained with the static factors: {wanted}; given are: {names}.</source>
   <translation>模型以这些静态因子训练：{wanted}；给出的是：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/metrics.py" />
   <source>The series is too short for the one-step test; it is left out.</source>
   <translation>序列太短，无法作单步检验；已略去。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/metrics.py" />
   <source>One-step test on the last epochs, as published.</source>
   <translation>在最后历元上做一步检验，与已发表的一致。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/model_file.py" />
   <source>The model file {path} is incomplete ({error}); train and save the model again.</source>
   <translation>模型文件 {path} 不完整（{error}）；请重新训练并保存模型。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/model_parts.py" />
   <source>“{name}” is {value}</source>
   <translation>“{name}”为 {value}</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/model_parts.py" />
   <source>its window or its level is not possible</source>
   <translation>其窗口或水平不可能</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/model_parts.py" />
   <source>its leads do not increase</source>
   <translation>其提前量不递增</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/model_parts.py" />
   <source>the days of its groups do not increase</source>
   <translation>其分组的日期不是递增的</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/models/gaussian_process.py" />
   <source>This forecast model has not learned anything yet; call fit first.</source>
   <translation>该预测模型尚未学习；请先调用 fit。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/models/kernels.py" />
   <source>The model holds the covariance “{name}”, which this version does not have; train and save it again.</source>
   <translation>模型含有协方差“{name}”，此版本没有；请重新训练并保存。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/models/lstm_training.py" />
   <source>This network has not learned anything yet; call fit first.</source>
   <translation>该网络尚未学习；请先调用 fit。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/models/ridge.py" />
   <source>{count} epochs are too few for a ridge autoregression {total} steps ahead.</source>
   <translation>{count} 个历元太少，无法做提前 {total} 步的岭自回归。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/own_groups.py" />
   <source>The model tells points apart by how they moved from {first} to {last}, but these series have hardly any of that time; train it again.</source>
   <translation>模型按各点在 {first} 至 {last} 期间的运动来区分它们，而这些序列几乎不含该时段；请重新训练。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/own_groups.py" />
   <source>No cluster field was given and the series make no groups: all points are one.</source>
   <translation>未给出聚类字段，且序列无法分组：全部点为一组。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/own_groups.py" />
   <source>No cluster field was given: {count} groups by shape were tried; with them the forecasts from past moments err {percent:+.1f} %.</source>
   <translation>未给出聚类字段：按形状尝试了 {count} 个组；采用这些组时，从过去时刻所作预测的误差变化为 {percent:+.1f} %。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/own_groups.py" />
   <source>That is no clear gain, so all points stay one group.</source>
   <translation>这不是明显的改进，因此全部点仍为一组。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/own_groups.py" />
   <source>They are used. They were made from the epochs up to {date}, before the oldest test.</source>
   <translation>采用这些组。它们由截至 {date}、最早检验之前的历元得出。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/own_groups.py" />
   <source>Groups of points that move alike, from the epochs before the oldest test.</source>
   <translation>由最早检验之前的历元得出运动方式相同的点的分组。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/own_groups.py" />
   <source>One group: </source>
   <translation>一组：</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/own_groups.py" />
   <source>{count} groups: </source>
   <translation>{count} 组：</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/own_groups.py" />
   <source>No groups were made. {error}</source>
   <translation>未分组。{error}</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>Forecast of displacements</source>
   <translation>位移预测</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>{first} to {last}, {count} points</source>
   <translation>{first} 至 {last}，{count} 个点</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>A forecast goes on as things went so far: a pump that will be switched on is in no series, and what lies beyond {last} was not tested.</source>
   <translation>预测按照以往的走势延续：将要关停的水泵不在任何序列中，{last} 之后的情况未经检验。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>the start</source>
   <translation>起点</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>At {leaning} points the backtest shows the combination to be worse than the best simple baseline of their cluster; they get that baseline's forecast (field forecast_model).</source>
   <translation>在 {leaning} 个点上，回测表明组合不如其聚类最好的简单基准；它们取该基准的预测（字段 forecast_model）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>The backtest judges {horizon} epochs ahead; the forecasts after {last} are extrapolated.</source>
   <translation>回测评判提前 {horizon} 个历元；{last} 之后的预测是外推。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>More about the test</source>
   <translation>关于检验的更多内容</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>Accuracy from several past moments</source>
   <translation>从过去多个时刻检验的精度</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>Every model forecast from each origin, knowing only what came before it, as far ahead as was asked. Skill is 1 − MSE/MSE of the best simple baseline ({reference}). The combination's weights at an origin were learnt on earlier origins only.</source>
   <translation>每个模型从各起报点出发，只知道之前的数据，预测所要求的那么远。技巧为 1 − MSE / 最好简单基准（{reference}）的 MSE。组合在某起报点的权只由更早的起报点学得。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>Multi-step, all origins and horizons, all points</source>
   <translation>多步，全部起报点和提前量，全部点</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>RMSE by horizon: combination and best simple baseline</source>
   <translation>RMSE 随提前量：组合与最好的简单基准</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>known epochs</source>
   <translation>已知历元</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>RMSE combination, mm</source>
   <translation>组合的 RMSE，mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>RMSE {reference}, mm</source>
   <translation>{reference} 的 RMSE，mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <location filename="../../subsidence/rate/report.py" />
   <source>share inside the interval</source>
   <translation>落在区间内的比例</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>width of the interval, mm</source>
   <translation>区间宽度，mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>By origin; intervals of {percent:.0f} % made from the other origins</source>
   <translation>按起报点；{percent:.0f} % 区间由其他起报点得到</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>One step ahead with the true past (the paper's protocol: to compare, not a forecast)</source>
   <translation>已知真实过去时的一步预测（论文的做法：供比较，并非预报）</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>best simple baseline (skill 0)</source>
   <translation>最好的简单基准（技巧分 0）</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>its RMSE, mm</source>
   <translation>其 RMSE，mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <location filename="../../subsidence/rate/report.py" />
   <source>skill</source>
   <translation>技巧评分</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>Multi-step by cluster</source>
   <translation>多步，按聚类</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>came true</source>
   <translation>实际发生</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>mean of it</source>
   <translation>其均值</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <location filename="../../subsidence/structures/report.py" />
   <source>probability</source>
   <translation>概率</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>warnings</source>
   <translation>预警数</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>Early warning tried on the past: probabilities that a rate falls below one of ten thresholds, at every origin from the errors of the other origins. Where the last two columns differ, allow for it: few origins know little of errors that all points share.</source>
   <translation>在过去检验的预警：速率低于十个阈值之一的概率，在每个起点用其他起点的误差得到。最后两列不同时请留有余地：起点少，对所有点共有的误差所知就少。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>Where and for whom</source>
   <translation>何处、对谁有效</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>skill in the backtest</source>
   <translation>回测中的技巧</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>Skill of each point (red: worse than the best simple baseline)</source>
   <translation>各点的技巧（红：不如最好的简单基准）</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>The points of best, median and worst skill: series, newest backtest with its interval, forecast</source>
   <translation>技巧最好、中等和最差的点：序列、最近一次回测及其区间、预测</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <location filename="../../subsidence/rate/report.py" />
   <source>model</source>
   <translation>模型</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>step {step}</source>
   <translation>第 {step} 步</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>Weights</source>
   <translation>权</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>window, epochs</source>
   <translation>窗口，历元</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>neighbours</source>
   <translation>邻点</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>origins</source>
   <translation>起报点</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>groups</source>
   <translation>组</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>covariates</source>
   <translation>协变量</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>as given, or one for all points</source>
   <translation>按给定的聚类，或全部点为一组</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>Points: {counts}.</source>
   <translation>点数：{counts}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>Tried on the past, the forecast errs by {ours:.2f} mm (RMSE), {compared} the best simple model ({simple:.2f} mm).</source>
   <translation>在过去的数据上检验，预测误差为 {ours:.2f} mm（RMSE），{compared}最好的简单模型（{simple:.2f} mm）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>It is worse than that model in cluster {names}.</source>
   <translation>在聚类 {names} 中它不如该模型。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>no network was used</source>
   <translation>未使用网络</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>the network is one of the models</source>
   <translation>网络是其中一个模型</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>the network does harm here</source>
   <translation>网络在这里有害</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>the network adds next to nothing</source>
   <translation>网络几乎没有带来改善</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>the network lowers the error by {percent:.1f} %</source>
   <translation>网络使误差降低 {percent:.1f} %</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>The {level:.0f} % intervals held {held:.0f} % of what came; {network}.</source>
   <translation>{level:.0f} % 区间覆盖了实际值的 {held:.0f} %；{network}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>{error:.2f} mm above</source>
   <translation>高 {error:.2f} mm，参照</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>{percent:.1f} % below</source>
   <translation>低 {percent:.1f} %，参照</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>{percent:.1f} % above</source>
   <translation>高 {percent:.1f} %，参照</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>The intervals held {percent:.0f} % of the truth.</source>
   <translation>区间覆盖了 {percent:.0f} % 的真值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>RMSE {ours:.2f} mm over all horizons and origins, {compared} the best simple baseline ({reference}, {simple:.2f} mm). {held}</source>
   <translation>所有时段和起点的 RMSE 为 {ours:.2f} mm，{compared}最好的简单基准（{reference}，{simple:.2f} mm）。{held}</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>RMSE {ours:.2f} mm over all horizons and origins, {compared} the best simple baseline of each cluster ({simple:.2f} mm together; {names}). {losing} {held}</source>
   <translation>所有时段和起点的 RMSE 为 {ours:.2f} mm，{compared}每个聚类各自最好的简单基准（合计 {simple:.2f} mm；{names}）。{losing} {held}</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>cluster {cluster}: {model}</source>
   <translation>聚类 {cluster}：{model}</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>{cluster} ({ours:.2f} against {simple:.2f} mm)</source>
   <translation>{cluster}（{ours:.2f} 对 {simple:.2f} mm）</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>The combination loses to it in no cluster.</source>
   <translation>组合在任何聚类中都不输给它。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>The combination loses to it in cluster {losing}.</source>
   <translation>组合在聚类 {losing} 中输给它。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>No network took part: by default it is left out, because it was measured to change the error by less than 1 %, and a series may be too short to judge one.</source>
   <translation>没有网络参与：默认不使用网络，因为实测它使误差的变化不到 1 %，而且序列可能太短，无法判断网络。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>“{model}” {rmse:.2f} mm</source>
   <translation>“{model}” {rmse:.2f} mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source> Of the networks tried ({each}) the backtest chose “{chosen}”.</source>
   <translation>在试过的网络（{each}）中，回测选择了“{chosen}”。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>The combination has an RMSE of {with_:.3f} mm with the network and of {without:.3f} mm without one.</source>
   <translation>组合的 RMSE 使用网络时为 {with_:.3f} mm，不用时为 {without:.3f} mm。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>Here the network does harm: the statistical models alone do better.</source>
   <translation>此处网络有害：仅用统计模型更好。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>So it adds {percent:.1f} %, next to nothing: the statistical models alone do as well.</source>
   <translation>因此它只贡献 {percent:.1f} %，几乎没有：仅用统计模型效果相同。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>So it lowers the error by {percent:.1f} %.</source>
   <translation>因此它使误差降低 {percent:.1f} %。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>The network alone ({rmse:.2f} mm) beats every other single model here.</source>
   <translation>单独的网络（{rmse:.2f} mm）在此优于其他所有单个模型。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>The network alone does not help here: {rmse:.2f} mm against {best:.2f} mm of the {model}; it enters only by its weight in the combination.</source>
   <translation>单独的网络在此没有帮助：{rmse:.2f} mm，而{model}为 {best:.2f} mm；它只以其权进入组合。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>clearly so</source>
   <translation>明显如此</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>within the uncertainty</source>
   <translation>在不确定度之内</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>{names} {effect} the RMSE of the Gaussian process by {change:.3f} ± {error:.3f} mm, {clear}.</source>
   <translation>{names}使高斯过程的 RMSE {effect} {change:.3f} ± {error:.3f} mm，{clear}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>RMSE, mm</source>
   <translation>RMSE，mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>MAE, mm</source>
   <translation>MAE，mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>share within ±10 mm</source>
   <translation>在 ±10 mm 内的比例</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <location filename="../../subsidence/rate/report.py" />
   <source>{model} (skill 0)</source>
   <translation>{model}（技巧分 0）</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>epochs ahead</source>
   <translation>提前的历元数</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>RMSE (mm)</source>
   <translation>RMSE (mm)</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>best</source>
   <translation>最好</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>worst</source>
   <translation>最差</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <location filename="../../ui/viewer/plot_curves.py" />
   <source>backtest</source>
   <translation>回测</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <location filename="../../ui/series_plot.py" />
   <source>forecast</source>
   <translation>预测</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/report.py" />
   <source>{name}: skill {skill:.2f}</source>
   <translation>{name}：技巧 {skill:.2f}</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/zhou2022_lstm.py" />
   <source>{count} epochs are left to train a network per point; {least} are needed.</source>
   <translation>只剩 {count} 个历元可用于为每个点训练网络；需要 {least} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>{count} networks are trained, one for each point; this can take hours. Give it a few points.</source>
   <translation>要训练 {count} 个网络，每个点一个；这可能需要数小时。请只给少量的点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>“Epochs of training by cluster” is “{text}”, but there are {count} clusters: give one whole number for each, separated by commas, in ascending order of the clusters.</source>
   <translation>“各聚类的训练轮数”为“{text}”，但有 {count} 个聚类：请按聚类升序各给一个整数，用逗号分隔。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>Forecast by a network per point</source>
   <translation>每点一个网络的预测</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>From one origin a network per point errs by {ours:.2f} mm (RMSE), the best simple baseline by {simple:.2f} mm.</source>
   <translation>从一个起点看，每点一个网络的误差为 {ours:.2f} mm（RMSE），最好的简单基准为 {simple:.2f} mm。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>The one-step test is given the true past of every epoch: it is no forecast, however good it looks.</source>
   <translation>一步检验在每个历元都给出真实的过去：无论看上去多好，它都不是预测。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>The intervals come from {count} points in one test of the last epochs. What the points share that time, they cannot know; of fewer points than {least} the interval is widened as Student's distribution asks.</source>
   <translation>区间来自 {count} 个点在最后历元的一次检验。这些点那一次所共有的误差，它们无从得知；少于 {least} 个点时，区间按 Student 分布加宽。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>The paper's protocol, to compare with: each point has a network of its own that sees the epoch before and the factor series of the day. One step ahead it is given the true past of every epoch, so that this is no forecast; from one origin it is fed with what it said before.</source>
   <translation>论文的做法，用于比较：每个点有自己的网络，它看到前一个历元和当日的因子序列。单步时每个历元都给它真实的过去，因此这不是预测；从一个起点出发时，它以自己先前的输出为输入。</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>The last {count} epochs from one origin</source>
   <translation>从一个起点预测最后 {count} 个历元</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>The same epochs, one step ahead with the true past</source>
   <translation>同样的历元，用真实的过去单步预测</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>R²</source>
   <translation>R²</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>skill (0: the best simple baseline)</source>
   <translation>技巧分（0：最好的简单基准）</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>The first points: series, one-step test (dashed), multi-step test and forecast</source>
   <translation>前几个点：序列、单步检验（虚线）、多步检验和预测</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>one step</source>
   <translation>单步</translation>
  </message>
  <message>
   <location filename="../../subsidence/forecast/zhou2022_protocol.py" />
   <source>multi-step</source>
   <translation>多步</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/heads.py" />
   <source>“{name}” holds pressures; give heads or depths in a unit of length.</source>
   <translation>“{name}”为压力值；请以长度单位给出水头或埋深。</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/heads.py" />
   <source>No well has two readings; check the columns of dates and values.</source>
   <translation>没有水井有两个读数；请检查日期列和数值列。</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/heads.py" />
   <source>The head of a well changes by {change:.0f} m, which no well does; set the unit of the heads.</source>
   <translation>某口井的水头变化达 {change:.0f} m，水井不会如此；请设置水头的单位。</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/heads.py" />
   <source>{count} wells never change; nothing can be learnt from them.</source>
   <translation>{count} 口井从不变化；无法从中得到信息。</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>Response to groundwater</source>
   <translation>对地下水的响应</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>{source}, {first} to {last}; {count} wells</source>
   <translation>{source}，{first} 至 {last}；{count} 口井</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>Ske, mm per m of head</source>
   <translation>Ske，每米水头的 mm 数</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>Elastic storage; grey: it cannot be told</source>
   <translation>弹性储水；灰色：无法判定</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>Heads and displacements of a season share it with temperature, soil moisture and the troposphere.</source>
   <translation>以一季为周期的水头与位移，与温度、土壤湿度和对流层共有同样的周期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>what the data support</source>
   <translation>数据支持什么</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>Head and displacement</source>
   <translation>水头与位移</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>Left: mean displacement (dots) and model (line). Right: displacement against head, from early (pale) to late (dark); a narrow loop is elastic, what does not come back is inelastic or has another cause</source>
   <translation>左：平均位移（圆点）和模型（线）。右：位移对水头，由早（浅）到晚（深）；窄环为弹性，不恢复的部分为非弹性或另有原因</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>Median over the points of displacement and its 90 % interval, and of the heads, to {date}</source>
   <translation>各点位移中位数及其 90 % 区间，以及水头，至 {date}</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>Compare seasons with those of stable ground. A steady fall of the head and any other steady motion cannot be told apart. A well shows its own screen, not the whole aquifer; compaction that is still to come from older falls looks like motion without heads.</source>
   <translation>请与稳定地面的季节变化比较。水头的持续下降与其他任何持续运动无法区分。一口井只反映它自己的滤管段，而不是整个含水层；早先水头下降所致而尚未完成的压实，看起来像没有水头变化的运动。</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>Elastic storage is told at {known} of {all} points, inelastic storage at {lower}.</source>
   <translation>{all} 个点中有 {known} 个能判定弹性储水，{lower} 个能判定非弹性储水。</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>Median Ske {ske:.2g}: {mm:.2g} mm for a metre of head.</source>
   <translation>Ske 中位数 {ske:.2g}：每米水头 {mm:.2g} mm。</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>Median Skv {skv:.2g}, delay {delay:.0f} days.</source>
   <translation>Skv 中位数 {skv:.2g}，滞后 {delay:.0f} 天。</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>delay, days</source>
   <translation>滞后，天</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>pool</source>
   <translation>合并组</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>elastic share</source>
   <translation>弹性部分比例</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>explained</source>
   <translation>解释的比例</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>Means of the points of a pool; in brackets 90 % intervals. Storage times 1000 is mm per m of head.</source>
   <translation>合并组内各点的均值；括号内为 90 % 区间。储水乘以 1000 即每米水头的 mm 数。</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>{name} ({count} points)</source>
   <translation>{name}（{count} 个点）</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/report.py" />
   <source>head (m)</source>
   <translation>水头（m）</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/response.py" />
   <source>elastic and inelastic storage told apart</source>
   <translation>弹性与非弹性储水可以区分</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/response.py" />
   <source>elastic only: the head reached no new low</source>
   <translation>仅弹性：水头没有新低</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/response.py" />
   <source>the head hardly varies: nothing can be told</source>
   <translation>水头几乎不变：无法判定</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/response.py" />
   <source>no response to the head beyond the noise</source>
   <translation>对水头的响应不超出噪声</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/response.py" />
   <source>moves against the head: another cause, or the wrong well</source>
   <translation>运动与水头相反：另有原因，或水井不对</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/response.py" />
   <source>the inelastic part cannot be told from a steady motion of other causes</source>
   <translation>非弹性部分与其他原因的匀速运动无法区分</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/response.py" />
   <source>too few epochs with a head</source>
   <translation>有水头的历元太少</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/response.py" />
   <source>no head</source>
   <translation>没有水头</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/response.py" />
   <source>inelastic only: the head recovers too little to tell the elastic part</source>
   <translation>仅非弹性：水头回升太少，无法判定弹性部分</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/response.py" />
   <source>inelastic storage holds only if nothing else moves steadily here</source>
   <translation>仅当此处没有其他匀速运动时，非弹性储水才成立</translation>
  </message>
  <message>
   <location filename="../../subsidence/groundwater/response.py" />
   <source>No point has a head; check the wells, their distance, or the prefix.</source>
   <translation>没有点有水头；请检查水井、其距离或前缀。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/decompose.py" />
   <source>The line of sight of the points is unknown; the layers need los_e, los_n and los_u, or give incidence and heading of both tracks.</source>
   <translation>点的视线向未知；图层需要 los_e、los_n 和 los_u，或给出两个轨道的入射角和航向。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/decompose.py" />
   <source>Both tracks look from nearly the same side (condition number {median:.0f}); up and east need one ascending and one descending track.</source>
   <translation>两个轨道几乎从同一侧观测（条件数 {median:.0f}）；向上和向东分量需要一个升轨和一个降轨。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/decompose.py" />
   <source>No place has a displacement of both tracks in their common time.</source>
   <translation>没有一处在共同时间内同时有两个轨道的位移。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/decompose.py" />
   <source>The two tracks see opposite motion: either the ground moves mostly east and west, or one of them has another sign (positive towards the satellite counts). Check that before you use the result.</source>
   <translation>两条轨道看到相反的运动：要么地面主要作东西向运动，要么其中之一的正负号不同（应以朝向卫星为正）。使用结果前请检查。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/decompose.py" />
   <source>The two tracks see motion of very different amounts; one of them is probably in another unit. Check that before you use the result.</source>
   <translation>两条轨道看到的运动量相差很大；其中之一的单位可能不同。使用结果前请检查。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/decompose.py" />
   <source>The two tracks share no time: {first} … {first_2} and {second} … {second_2}.</source>
   <translation>两个轨道没有共同时间：{first} … {first_2} 与 {second} … {second_2}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/decompose.py" />
   <source>No ascending point has a descending one within {reach_m:g} m; choose a larger distance or a cell size.</source>
   <translation>没有升轨点在 {reach_m:g} m 内有降轨点；请选择更大的距离或方格大小。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/decompose.py" />
   <source>No cell of {cell_m:g} m holds points of both tracks; choose a larger cell.</source>
   <translation>没有 {cell_m:g} m 的方格同时含两个轨道的点；请选择更大的方格。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/filter.py" />
   <source>The ramp “{ramp}” is not known; use one of {names}.</source>
   <translation>趋势面“{ramp}”未知；请用 {names} 之一。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/filter.py" />
   <source>The DEM error needs the perpendicular baseline of every date, and the file “baselines” does not give it; run without DEM_ERROR.</source>
   <translation>DEM 误差需要每个日期的垂直基线，而文件“baselines”中没有；请不用 DEM_ERROR 运行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/geoc.py" />
   <source>{name} has no place on Earth; it is damaged or cut off.</source>
   <translation>{name} 没有地理位置；它已损坏或被截断。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/geoc.py" />
   <source>coherence and unwrapped phase have different grids</source>
   <translation>相干性与解缠相位的格网不同</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/geoc.py" />
   <source> The first one: {reason}</source>
   <translation>第一个：{reason}</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/geoc.py" />
   <source>The folder {folder} holds no usable interferogram (YYYYMMDD_YYYYMMDD folders with .geo.unw.tif and .geo.cc.tif); choose the GEOC folder of a LiCSAR frame.{why}</source>
   <translation>文件夹 {folder} 中没有可用的干涉图（含 .geo.unw.tif 和 .geo.cc.tif 的 YYYYMMDD_YYYYMMDD 文件夹）；请选择 LiCSAR 帧的 GEOC 文件夹。{why}</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/geoc.py" />
   <source>another grid ({columns} x {rows} pixels from {corner:.5f})</source>
   <translation>格网不同（{columns} x {rows} 个像元，起于 {corner:.5f}）</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/geoc.py" />
   <source>Interferogram {name} is left out: {reason}</source>
   <translation>略去干涉图 {name}：{reason}</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/geoc.py" />
   <source>The folder {folder} does not exist; choose the GEOC folder of a LiCSAR frame.</source>
   <translation>文件夹 {folder} 不存在；请选择 LiCSAR 帧的 GEOC 文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/geoc.py" />
   <source>The folder {folder} holds no interferogram folders (YYYYMMDD_YYYYMMDD); choose the GEOC folder of a LiCSAR frame.</source>
   <translation>文件夹 {folder} 中没有干涉图文件夹（YYYYMMDD_YYYYMMDD）；请选择 LiCSAR 帧的 GEOC 文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/geoc.py" />
   <source>its first date is not before its second.</source>
   <translation>它的第一个日期不早于第二个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/geoc.py" />
   <source>the folder {name} disagrees with its file {other}.</source>
   <translation>文件夹 {name} 与其文件 {other} 不一致。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/geoc.py" />
   <source>{name} is missing.</source>
   <translation>缺少 {name}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/geoc.py" />
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>it has another grid than the interferograms.</source>
   <translation>它的格网与干涉图不同。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/geoc.py" />
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>{name} is left out: {reason}</source>
   <translation>略去 {name}：{reason}</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/interferogram_network.py" />
   <source>Interferograms are pairs of epochs; the pairs have shape {shape}.</source>
   <translation>干涉图是历元对；给出的对的形状为 {shape}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/interferogram_network.py" />
   <source>Every interferogram must lead from one of the dates to a later one of them.</source>
   <translation>每个干涉图必须从一个日期指向其中更晚的日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/interferogram_network.py" />
   <source>overlapping times</source>
   <translation>时间相互重叠</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/interferogram_network.py" />
   <source>The network of interferograms falls into {n_parts} unconnected parts ({where}); between them the displacement follows the straight line of the rest and is not measured. Add interferograms across.</source>
   <translation>干涉图网络分成 {n_parts} 个不相连的部分（{where}）；它们之间的位移沿其余部分的直线，并非测得。请补充跨越的干涉图。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/interferogram_quality.py" />
   <source>coverage or coherence</source>
   <translation>覆盖率或相干性</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/interferogram_quality.py" />
   <source>the closure of its loops</source>
   <translation>其环路的闭合差</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/interferogram_quality.py" />
   <source>a missing value at the reference</source>
   <translation>参考处的缺失值</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/interferogram_quality.py" />
   <source>the closure of its loops about the reference</source>
   <translation>以参考为准的环路闭合差</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/interferogram_quality.py" />
   <source>Not one of the {count} interferograms is good enough: the last ones fell by {what}; relax {parameter}, or choose another extent.</source>
   <translation>{count} 个干涉图没有一个足够好：最后一些因{what}被去掉；请放宽 {parameter}，或选择其他范围。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/correct_folder.py" />
   <location filename="../../subsidence/insar/stack.py" />
   <source>there is no atmospheric delay for both of its dates.</source>
   <translation>它的两个日期没有都具备大气延迟。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/correct_folder.py" />
   <source>no pixel has both a phase and a delay.</source>
   <translation>没有像元同时有相位和延迟。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/correct_folder.py" />
   <location filename="../../subsidence/insar/licsar/licsar_portal.py" />
   <location filename="../../subsidence/insar/pair_folders.py" />
   <location filename="../../subsidence/insar/stack.py" />
   <source>Interferogram {name} is left out: {error}</source>
   <translation>略去干涉图 {name}：{error}</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/correct_folder.py" />
   <source>None of the interferograms could be corrected. The first one: {reason}</source>
   <translation>没有一个干涉图能够改正。第一个：{reason}</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/correct_folder.py" />
   <source>The folder {target} cannot be written: {strerror}.</source>
   <translation>文件夹 {target} 无法写入：{strerror}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/correct_folder.py" />
   <source>The output folder {target} is not empty; choose a new or an empty one.</source>
   <translation>输出文件夹 {target} 不是空的；请选择新的或空的文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/gacos.py" />
   <source>The GACOS folder {folder} does not exist; choose the folder with the .ztd files.</source>
   <translation>GACOS 文件夹 {folder} 不存在；请选择含 .ztd 文件的文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/gacos.py" />
   <source>The folder {folder} holds no delays; expected are YYYYMMDD.ztd with .ztd.rsc, YYYYMMDD.ztd.tif or YYYYMMDD.sltd.geo.tif.</source>
   <translation>文件夹 {folder} 中没有延迟；应为 YYYYMMDD.ztd 及 .ztd.rsc、YYYYMMDD.ztd.tif 或 YYYYMMDD.sltd.geo.tif。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/gacos.py" />
   <source>The file {name} that belongs to {other} is missing.</source>
   <translation>缺少 {other} 所属的文件 {name}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/gacos.py" />
   <source>The header {name} does not say size and place: {error}.</source>
   <translation>头文件 {name} 没有说明大小和位置：{error}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/gacos.py" />
   <source>The file {name} has {size} bytes, but {rows} x {columns} values take {needed}; download it again.</source>
   <translation>文件 {name} 有 {size} 字节，而 {rows} x {columns} 个值需要 {needed} 字节；请重新下载。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/gacos.py" />
   <source>None of the {count} dates of the interferograms has a delay in {folder}, which holds {first} … {last}; choose the GACOS folder of this frame.</source>
   <translation>干涉图的 {count} 个日期在 {folder}（含 {first} … {last}）中都没有延迟；请选择该帧的 GACOS 文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/gacos.py" />
   <source>The delay of {date} is left out: {error}</source>
   <translation>略去 {date} 的延迟：{error}</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/gacos.py" />
   <source>The delay of {date} is left out: {name} does not cover the interferograms.</source>
   <translation>略去 {date} 的延迟：{name} 没有覆盖干涉图。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/gacos.py" />
   <source>Zenith delays need the line of sight, but the interferograms' folder holds no .geo.U.tif; add it from the frame's metadata.</source>
   <translation>天顶延迟需要视线向，但干涉图文件夹中没有 .geo.U.tif；请从该帧的元数据中添加。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/gacos.py" />
   <source> They lie in another area.</source>
   <translation>它们位于另一区域。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/gacos.py" />
   <source>None of the delays in {folder} can be used.{where} Choose the GACOS folder of this frame.</source>
   <translation>{folder} 中的延迟都不能使用。{where}请选择该帧的 GACOS 文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/gacos.py" />
   <source>No delay for {count} of {total} dates ({names} …): their pairs go.</source>
   <translation>{total} 个日期中有 {count} 个没有延迟（{names} …）：相应的像对去掉。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/http_files.py" />
   <source>“{root}” is not a web address; it must begin with https:// or http://.</source>
   <translation>“{root}”不是网址；应以 https:// 或 http:// 开头。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/http_files.py" />
   <source>The server has no file {name}.</source>
   <translation>服务器上没有文件 {name}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/http_files.py" />
   <source>The file {target} cannot be written: {strerror}; check the folder and free space.</source>
   <translation>文件 {target} 无法写入：{strerror}；请检查文件夹和剩余空间。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/http_files.py" />
   <source>The file {name} could not be fetched in {attempts} attempts ({reason}); check the connection and run again, finished files are not fetched twice.</source>
   <translation>文件 {name} 经 {attempts} 次尝试仍未取得（{reason}）；请检查网络后再次运行，已完成的文件不会重复下载。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/http_files.py" />
   <source>its length is “{length}”</source>
   <translation>其长度为“{length}”</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/http_files.py" />
   <source>The server has no {name}.</source>
   <translation>服务器上没有 {name}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/http_files.py" />
   <source>The server does not answer for {name} ({reason}); check the connection, the proxy in QGIS' settings, and the server's address.</source>
   <translation>服务器对 {name} 没有应答（{reason}）；请检查网络、QGIS 设置中的代理以及服务器地址。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/http_files.py" />
   <source>The server {here} sends on to {there}, which is not followed; if you trust that place, give it as the server.</source>
   <translation>服务器 {here} 转向 {there}，不予跟随；若您信任该处，请把它作为服务器给出。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/http_files.py" />
   <source>The server's page {name} is larger than {most} MB, which no listing is; check its address.</source>
   <translation>服务器的页面 {name} 超过 {most} MB，列表不会如此；请检查其地址。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/http_files.py" />
   <source>The server refuses {name}: {code} {reason}.</source>
   <translation>服务器拒绝 {name}：{code} {reason}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/licsar_portal.py" />
   <source>“{frame}” is not the name of a LiCSAR frame, such as 124D_04854_171313.</source>
   <translation>“{frame}”不是 LiCSAR 帧的名称，例如 124D_04854_171313。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/licsar_portal.py" />
   <source>The server has no frame {frame}; check its name on the LiCSAR portal (comet.nerc.ac.uk).</source>
   <translation>服务器上没有帧 {frame}；请在 LiCSAR 门户（comet.nerc.ac.uk）核对其名称。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/licsar_portal.py" />
   <source>Frame {frame} has no interferogram between {start} and {end} ({count} in all); widen the dates.</source>
   <translation>帧 {frame} 在 {start} 与 {end} 之间没有干涉图（共 {count} 个）；请放宽日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/licsar_portal.py" />
   <source>None of the {count} interferograms could be fetched; the first: {skipped}</source>
   <translation>{count} 个干涉图都未能取得；第一个：{skipped}</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/licsar_portal.py" />
   <source>The folder {target} cannot be made: {strerror}.</source>
   <translation>文件夹 {target} 无法建立：{strerror}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/licsar_portal.py" />
   <source>The frame has no {name}.</source>
   <translation>该帧没有 {name}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/licsar_portal.py" />
   <source>The server has no delay for {count} of {total} dates ({names} …).</source>
   <translation>服务器上 {total} 个日期中有 {count} 个没有延迟（{names} …）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/licsar/licsar_portal.py" />
   <source>{name} came damaged from the server.</source>
   <translation>从服务器得到的 {name} 已损坏。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>interferograms</source>
   <translation>干涉图</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>{read} read, {dropped} left out</source>
   <translation>读取 {read} 个，略去 {dropped} 个</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>dates</source>
   <translation>日期</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>pixels</source>
   <translation>像元</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>wavelength</source>
   <translation>波长</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>{kept} of {all} interferograms were kept.</source>
   <translation>{all} 幅干涉图中保留 {kept} 幅。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>None was left out.</source>
   <translation>没有一幅被剔除。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>The others were left out for: {why}.</source>
   <translation>其余被剔除的原因：{why}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>The kept ones connect all dates, so no part of the series rests on a guess.</source>
   <translation>保留的干涉图把所有日期连接起来，序列没有任何部分靠猜测。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>Network of interferograms: {kept} kept (blue), {dropped} dropped (red); time against perpendicular baseline.</source>
   <translation>干涉图网络：保留 {kept} 个（蓝），去掉 {dropped} 个（红）；时间与垂直基线。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source> Dates without a known baseline are drawn at zero.</source>
   <translation>基线未知的日期画在零处。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>perpendicular baseline [m]</source>
   <translation>垂直基线 [m]</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>Standard deviation of each interferogram without and with the atmospheric correction.</source>
   <translation>每个干涉图在大气改正前后的标准差。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>A smaller deviation means less atmosphere only where the ground moves less than the air delays.</source>
   <translation>偏差变小，只有在地面运动小于大气延迟处才意味着大气更少。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>Interferograms that became worse are written as well: look at them in the table before inverting.</source>
   <translation>变差的干涉图也会写出：反演前请在表中查看它们。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>The delays lower the standard deviation of {percent:.0f} % of the {count} corrected interferograms; on average from {before:.2f} to {after:.2f} rad.</source>
   <translation>延迟改正使 {count} 个已改正干涉图中 {percent:.0f} % 的标准差降低；平均从 {before:.2f} 降到 {after:.2f} rad。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>before</source>
   <translation>改正前</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>after</source>
   <translation>改正后</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>interferogram, in order of date</source>
   <translation>干涉图，按日期顺序</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>standard deviation [rad]</source>
   <translation>标准差 [rad]</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>after [rad]</source>
   <translation>改正后 [rad]</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>before [rad]</source>
   <translation>改正前 [rad]</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source> The first {limit} of {count}.</source>
   <translation>共 {count} 个，列出前 {limit} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>Interferograms, dropped ones first.</source>
   <translation>干涉图，先列去掉的。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>all together</source>
   <translation>合计</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>noise index</source>
   <translation>噪声指标</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>pixel is removed where</source>
   <translation>像元去掉的条件</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>share</source>
   <translation>占比</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>threshold that keeps the better half</source>
   <translation>能保留较好一半的阈值</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/network_report.py" />
   <source>What each criterion removes by itself, of {total} pixels with data.</source>
   <translation>在 {total} 个有数据的像元中，每个条件单独去掉的数量。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/noise.py" />
   <source>Remove pixels with lower mean coherence. Empty: 0.05 (L band 0.01).</source>
   <translation>去掉平均相干性更低的像元。留空：0.05（L 波段 0.01）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/noise.py" />
   <source>Remove pixels with fewer interferograms. Empty: 1.5 per date, at most half of all.</source>
   <translation>去掉干涉图更少的像元。留空：每日期 1.5 幅，至多全部的一半。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/noise.py" />
   <source>Remove pixels whose bootstrapped rate spreads more, mm/yr. Empty: 100 (L band 200).</source>
   <translation>去掉自助速率离散更大的像元，mm/yr。留空：100（L 波段 200）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/noise.py" />
   <source>Remove pixels connected for a shorter time, years. Empty: 1, or half of the network's.</source>
   <translation>去掉连通时间更短的像元，年。留空：1，或网络连通时间的一半。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/noise.py" />
   <source>Remove pixels with more gaps. Empty: 10 (L band 1) more than the network itself has.</source>
   <translation>去掉缺口更多的像元。留空：比网络自身的缺口多 10 个（L 波段 1 个）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/noise.py" />
   <source>Remove pixels less consistent with their neighbours, mm. Empty: 5 (L band 10).</source>
   <translation>去掉与邻近更不一致的像元，mm。留空：5（L 波段 10）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/noise.py" />
   <source>Remove pixels with more interferograms outside loops. Empty: 50 more than the network has.</source>
   <translation>去掉环外干涉图更多的像元。留空：比网络自身多 50 幅。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/noise.py" />
   <source>Remove pixels with more bad loops. Empty: 5 (L band 1), or 2 % of the loops if more.</source>
   <translation>去掉不合格环更多的像元。留空：5（L 波段 1），或更大时取环数的 2 %。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/noise.py" />
   <source>Remove pixels with larger residuals of the inversion, mm. Empty: 2 (L band 10).</source>
   <translation>去掉反演残差更大的像元，mm。留空：2（L 波段 10）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/noise.py" />
   <source>The mask criterion {name} {sign} {threshold:g} {unit} removes {removed}; {half:.4g} would keep the better half.</source>
   <translation>掩膜条件 {name} {sign} {threshold:g} {unit} 去掉了{removed}；{half:.4g} 可保留较好的一半。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/noise.py" />
   <source>every pixel</source>
   <translation>全部像元</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/noise.py" />
   <source>{removed} of {total} pixels</source>
   <translation>{total} 个像元中的 {removed} 个</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/nsbas.py" />
   <source>The interferograms have shape {count}, which does not fit {total} pairs of dates.</source>
   <translation>干涉图的形状为 {count}，与 {total} 个日期对不符。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/nsbas.py" />
   <source>The weights have shape {count}, the interferograms {total}; they must be equal.</source>
   <translation>权的形状为 {count}，干涉图为 {total}；两者应相等。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/nsbas.py" />
   <source>An inversion needs at least one interferogram of two dates.</source>
   <translation>反演至少需要由两个日期构成的一个干涉图。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/nsbas.py" />
   <source>The results have room for {count} points and epochs, not for {total}.</source>
   <translation>结果数组可容纳的点数和历元数为 {count}，而不是 {total}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>The folder {folder} does not exist; choose the folder of the interferograms.</source>
   <translation>文件夹 {folder} 不存在；请选择干涉图所在的文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>The folder {folder} holds no interferogram folders or files that are known: LiCSAR's GEOC folders, HyP3 products (…_unw_phase.tif), or unwrapped rasters with two dates in their names (YYYYMMDD_YYYYMMDD).</source>
   <translation>文件夹 {folder} 没有已知的干涉图文件夹或文件：LiCSAR 的 GEOC 文件夹、HyP3 产品（…_unw_phase.tif），或名称含两个日期（YYYYMMDD_YYYYMMDD）的解缠栅格。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>HyP3 products</source>
   <translation>HyP3 产品</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>pairs of files</source>
   <translation>文件对</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>{folder} holds {count} {kind}.</source>
   <translation>{folder} 含 {count} 个{kind}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>LiCSAR's GEOC</source>
   <translation>LiCSAR 的 GEOC</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>{count} HyP3 products</source>
   <translation>{count} 个 HyP3 产品</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>{count} pairs</source>
   <translation>{count} 对</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>None of the {count} interferograms in {folder} can be used. The first one: {reason}</source>
   <translation>{folder} 中的 {count} 个干涉图都不能用。第一个：{reason}</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>another grid than {name}.</source>
   <translation>格网与 {name} 不同。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>The interferograms of {folder} have no area in common; sort them by frame.</source>
   <translation>{folder} 的干涉图没有公共区域；请按帧分开。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>The interferograms reach differently far; the {columns} x {rows} pixels that all share are used.</source>
   <translation>各干涉图的范围不同；使用所有干涉图共有的 {columns} x {rows} 个像元。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>{count} interferograms have no coherence beside them; 1 is taken everywhere.</source>
   <translation>{count} 个干涉图旁没有相干性；处处取 1。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>{count} pairs of dates are there more than once: of {name} {taken} is read and {left} is left aside. Where these are neighbouring frames, or one is a newer version, put the ones to use into a folder of their own.</source>
   <translation>有 {count} 对日期出现不止一次：{name} 的读取 {taken}，不用 {left}。若它们是相邻的帧，或其中一个是较新版本，请把要用的放入单独的文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>{name} has {count} bands, not one.</source>
   <translation>{name} 有 {count} 个波段，而不是一个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>{name} is a flat file of numbers without a header beside it (.vrt or .hdr), so its size and place are unknown; write GeoTIFF (GAMMA: data2geotiff, ISCE: isce2gis.py and gdal_translate).</source>
   <translation>{name} 是没有头文件（.vrt 或 .hdr）的纯数字文件，其大小和位置未知；请写为 GeoTIFF（GAMMA：data2geotiff，ISCE：isce2gis.py 和 gdal_translate）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>{name} is in radar coordinates, without a place on Earth; geocode it.</source>
   <translation>{name} 在雷达坐标中，没有地面位置；请做地理编码。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>{name} has no place on Earth; geocode it first.</source>
   <translation>{name} 没有地面位置；请先做地理编码。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>The wavelength is Sentinel-1's, by the name of the files.</source>
   <translation>由文件名可知波长为 Sentinel-1 的波长。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>The files tell no wavelength. Every interval is a multiple of {days} days, as Sentinel-1's are, so {cm:.3f} cm are taken; set WAVELENGTH for another satellite.</source>
   <translation>文件没有说明波长。所有间隔都是 {days} 天的倍数，如 Sentinel-1，因此取 {cm:.3f} cm；其他卫星请设置 WAVELENGTH。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>The interferograms tell no wavelength; set WAVELENGTH in metres (Sentinel-1 0.0555, ALOS-2 0.2424, TerraSAR-X 0.0311).</source>
   <translation>干涉图没有说明波长；请以米设置 WAVELENGTH（Sentinel-1 0.0555，ALOS-2 0.2424，TerraSAR-X 0.0311）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>The unit “{unit}” of {name} is not known; rad is taken.</source>
   <translation>{name} 的单位“{unit}”未知；当作 rad。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>{name} tells no unit; its values are taken as rad.</source>
   <translation>{name} 没有说明单位；其值当作 rad。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>{name} gives the later date first; its sign is turned to earlier → later.</source>
   <translation>{name} 先写较晚的日期；其符号改为较早 → 较晚。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_folders.py" />
   <source>There is no line of sight beside the interferograms; it stays unknown.</source>
   <translation>干涉图旁没有视线；视线未知。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/pair_rasters.py" />
   <source>{name} has no even, north-up pixels; geocode it first.</source>
   <translation>{name} 没有均匀、北向上的像元；请先做地理编码。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/rereference.py" />
   <source>No point lies in the reference area; choose a larger one.</source>
   <translation>参考区内没有点；请选大一些的。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/rereference.py" />
   <source>No point of the reference area has a rate.</source>
   <translation>参考区内没有点带速率。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/rereference.py" />
   <source>A plane needs at least {count} reference points that do not lie on one line; take an offset, or a larger area.</source>
   <translation>平面至少需要 {count} 个不在一条线上的参考点；请取偏移，或更大的区域。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/rereference.py" />
   <source>The layer has neither a rate nor two epochs.</source>
   <translation>图层既没有速率也没有两个历元。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/scratch.py" />
   <source>no space left</source>
   <translation>空间不足</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/scratch.py" />
   <source>A working file of {count:.1f} GB cannot be made in {folder} ({strerror}); free some space, choose a smaller extent or more looks.</source>
   <translation>无法在 {folder} 建立 {count:.1f} GB 的工作文件（{strerror}）；请释放空间，或选择更小的范围或更多视数。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/stable_area.py" />
   <source>{count} points are too few to find stable ground by themselves; give a point, an area or stations.</source>
   <translation>{count} 个点太少，无法自动寻找稳定地面；请给出点、区域或站点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/stable_area.py" />
   <source>The reference itself seems to move: the most even ground that sinks least, {radius:.0f} m around {longitude:.5f}, {latitude:.5f}, moves by {rate:+.1f} mm/yr against it, and with it {share:.0%} of the points by more than {least:g} mm/yr. Rates, areas and volumes are off by as much.</source>
   <translation>参考自身似乎在运动：下沉最少的最均匀地面（{longitude:.5f}, {latitude:.5f} 周围 {radius:.0f} m）相对于它以 {rate:+.1f} mm/yr 运动，{share:.0%} 的点也随之运动超过 {least:g} mm/yr。速率、面积和体积也相应有偏。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/stack.py" />
   <source>{looks} looks do not fit into {columns} x {rows} pixels; choose fewer looks or a larger extent.</source>
   <translation>{looks} 视放不进 {columns} x {rows} 个像元；请减少视数或扩大范围。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/stack.py" />
   <source>Give a reference point or a reference area, not both.</source>
   <translation>请给出参考点或参考区，不要两者都给。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/stack.py" />
   <source>The reference point {x:.5f}, {y:.5f} lies outside the area that is processed; move it inside.</source>
   <translation>参考点 {x:.5f}, {y:.5f} 位于处理区域之外；请移到其内。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/stack.py" />
   <source>the unwrapped phase holds no value here.</source>
   <translation>解缠相位在此处没有值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/stack.py" />
   <source>its atmospheric delay covers none of its pixels.</source>
   <translation>它的大气延迟没有覆盖任何像元。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/stack.py" />
   <source>None of the interferograms can be used. The first one: {reason}</source>
   <translation>没有一个干涉图可用。第一个：{reason}</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series.py" />
   <source>There is only one interferogram ({names}); a time series needs at least two, better three per date.</source>
   <translation>只有一个干涉图（{names}）；时间序列至少需要两个，最好每个日期三个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series.py" />
   <source>The reference has no value at some dates; the displacements of those dates stay as inverted.</source>
   <translation>参考在某些日期没有值；这些日期的位移保持反演所得。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series.py" />
   <source>Only {count} dates are left after the quality check; relax MIN_COHERENCE, MIN_COVERAGE or LOOP_RMS.</source>
   <translation>质量检查后只剩 {count} 个日期；请放宽 MIN_COHERENCE、MIN_COVERAGE 或 LOOP_RMS。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series.py" />
   <source>No pixel has more than {minimum_count} usable interferograms, as an inversion of {count} dates needs; add interferograms or relax the quality thresholds.</source>
   <translation>没有像元具有超过 {minimum_count} 个可用干涉图，而 {count} 个日期的反演需要如此；请补充干涉图或放宽质量阈值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series.py" />
   <source>No pixel at the given reference has enough interferograms; choose a reference on land that stays coherent.</source>
   <translation>给定参考处没有像元具有足够的干涉图；请选择陆地上保持相干的参考。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series.py" />
   <source>of the noise indices</source>
   <translation>（噪声指标）</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series.py" />
   <source>of the noise indices (above all {name} {sign} {threshold:g} {unit}, where {keeps_half:.4g} would keep the better half)</source>
   <translation>（噪声指标，主要是 {name} {sign} {threshold:g} {unit}；{keeps_half:.4g} 可保留较好的一半）</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series.py" />
   <source>The filter is left out, because the mask keeps no pixel to fit it to.</source>
   <translation>略去滤波，因为掩膜没有留下可拟合的像元。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series.py" />
   <source>The height term needs a .geo.hgt.tif, which the folder does not hold.</source>
   <translation>高程项需要 .geo.hgt.tif，而文件夹中没有。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>Half of {count} pixels move by less than {median:.1f} mm/yr; the fastest twentieth sinks by {fast:.1f} mm/yr or more.</source>
   <translation>{count} 个像元中有一半的运动小于 {median:.1f} mm/yr；最快的二十分之一以 {fast:.1f} mm/yr 或更快下沉。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>The usual standard deviation of a rate is {std:.1f} mm/yr, relative to {reference}.</source>
   <translation>速率的典型标准差为 {std:.1f} mm/yr，相对于{reference}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>the reference</source>
   <translation>参考</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>{masked} of {pixels} pixels were too noisy and are masked; the network falls into {parts} unconnected parts.</source>
   <translation>{pixels} 个像元中有 {masked} 个噪声过大而被掩膜；网络分为 {parts} 个不相连的部分。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>{masked} of {pixels} pixels were too noisy and are masked; the network connects all dates.</source>
   <translation>{pixels} 个像元中有 {masked} 个噪声过大而被掩膜；网络连接了所有日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>dates inverted</source>
   <translation>反演的日期数</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>unconnected parts of the network</source>
   <translation>网络中不相连的部分</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>by coherence</source>
   <translation>按相干性</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>equally</source>
   <translation>等权</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>interferograms weighted</source>
   <translation>干涉图的权</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>pixels with data</source>
   <translation>有数据的像元</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>pixels masked</source>
   <translation>掩膜去掉的像元</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>filter</source>
   <translation>滤波</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>median rate [mm/yr]</source>
   <translation>速率中位数 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>median uncertainty of the rate [mm/yr]</source>
   <translation>速率不确定度的中位数 [mm/yr]</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>No interferogram leads from {first} to {second}; the step is bridged, not measured.</source>
   <translation>从 {first} 到 {second} 没有干涉图；这一步是跨接的，并非测得。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>Rate; subsidence is negative.</source>
   <translation>速率；下沉为负。</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>Mask</source>
   <translation>掩膜</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>All interferograms</source>
   <translation>全部干涉图</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>{km:g} km in space, {days:.0f} days in time</source>
   <translation>空间 {km:g} km，时间 {days:.0f} 天</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>ramp: {ramp}</source>
   <translation>趋势面：{ramp}</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>height model's error</source>
   <translation>高程模型的误差</translation>
  </message>
  <message>
   <location filename="../../subsidence/insar/time_series_report.py" />
   <source>linear in height</source>
   <translation>高程的线性项</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/dask_scheduler.py" />
   <source>The scheduler {address} cannot be reached ({why}); check the address and that it runs, or leave SCHEDULER empty to compute here.</source>
   <translation>无法连接调度器 {address}（{why}）；请检查地址及其是否在运行，或把 SCHEDULER 留空在本机计算。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/dask_scheduler.py" />
   <source>“{address}” is no number of local workers; write for example local:2.</source>
   <translation>“{address}”不是本机工作进程的数目；请写成例如 local:2。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/dask_scheduler.py" />
   <source>The scheduler {address} has no workers; start some, then run this again.</source>
   <translation>调度器 {address} 没有工作进程；请启动一些，然后重新运行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/dask_scheduler.py" />
   <source>The worker {worker} has {found} Land Subsidence core than this one; install the same with “pip install” of this plugin's folder in the workers' Python.</source>
   <translation>工作进程 {worker} 的地面沉降核心为 {found}，与本机不同；请在其 Python 中对本插件文件夹执行“pip install”安装相同的核心。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/dask_scheduler.py" />
   <source>another</source>
   <translation>另一个</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/dask_scheduler.py" />
   <source>The workers have NumPy {there}, this is {here}: results may differ in the last digits.</source>
   <translation>工作进程的 NumPy 为 {there}，本机为 {here}：结果的末位数字可能不同。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/dask_scheduler.py" />
   <source>Computing on {count} workers with {threads} threads at {address}: core {core}, NumPy {numpy}, torch {torch}.</source>
   <translation>在 {address} 的 {count} 个工作进程上以 {threads} 个线程计算：核心 {core}，NumPy {numpy}，torch {torch}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/dask_scheduler.py" />
   <source>The workers do not see {path} as it is here; its rows are sent to and from them.</source>
   <translation>工作进程看不到与此处相同的 {path}；其各行将通过网络传送。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/dask_scheduler.py" />
   <source>Rows {first} to {last} failed on the workers each time ({why}); {done} of {total} blocks are done{kept}. Look at these rows and at the workers' memory and disks, then run this again.</source>
   <translation>第 {first} 至 {last} 行在工作进程上每次都失败（{why}）；{total} 个块中已完成{kept} {done} 个。请检查这些行以及工作进程的内存和磁盘，然后重新运行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/dask_scheduler.py" />
   <source> and kept</source>
   <translation> 并保留</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/dask_watch.py" />
   <source>The connection to the scheduler was lost; see that it runs, then run this again. What this run keeps is not done again.</source>
   <translation>与调度器的连接已丢失；请确认它在运行，然后重新运行。本次运行已保留的部分不会重做。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/dask_watch.py" />
   <source>The scheduler has no workers any more; waiting for them to come back.</source>
   <translation>调度器已没有工作进程；正在等待它们恢复。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/dask_watch.py" />
   <source>The scheduler has had no workers for {minutes:.0f} minutes; start some, then run this again. What this run keeps is not done again.</source>
   <translation>调度器已有 {minutes:.0f} 分钟没有工作进程；请启动一些，然后重新运行。本次运行已保留的部分不会重做。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/factor_steps.py" />
   <source>Nothing to sample: give RASTERS, POLYGONS, or both.</source>
   <translation>没有可采样的内容：请给出 RASTERS、POLYGONS 或两者。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/factor_steps.py" />
   <location filename="../../subsidence/jobs/job_steps.py" />
   <source>{name} lacks the key {key}.</source>
   <translation>{name} 缺少键 {key}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/forecast_steps.py" />
   <source>The paper's networks, one for each point, are not kept; leave MODEL out.</source>
   <translation>论文的网络每个点一个，不会保存；请不要给出 MODEL。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/forecast_steps.py" />
   <source>Say what the new epochs are held against: a date (SINCE) or a model file (MODEL).</source>
   <translation>请说明新历元与什么比较：一个日期（SINCE）或一个模型文件（MODEL）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job.py" />
   <source>{path} exists and is no file; choose another path.</source>
   <translation>{path} 已存在但不是文件；请选择其他路径。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job.py" />
   <location filename="../../subsidence/store/store_folder.py" />
   <source>{path} exists and is no store; choose another folder.</source>
   <translation>{path} 已存在且不是库；请另选文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job.py" />
   <source>{path} must hold [[step]] tables and may hold scheduler = "…"; {name} is something else.</source>
   <translation>{path} 须包含 [[step]] 表，可包含 scheduler = "…"；{name} 不属于这些。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job.py" />
   <source>Step {number} of {path} lacks its name, algorithm = "…".</source>
   <translation>{path} 的第 {number} 步缺少名称 algorithm = "…"。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job.py" />
   <source>The job reads {path} and would write over it; choose another {key}.</source>
   <translation>作业要读取 {path}，又会覆盖它；请为 {key} 选择其他路径。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job.py" />
   <source>{path} lies in {store}, which the job reads; choose another {key}.</source>
   <translation>{path} 位于作业要读取的 {store} 之内；请另选 {key}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job.py" />
   <source>{path} and {other} would take each other's place; choose paths apart from each other.</source>
   <translation>{path} 与 {other} 会互相取代；请选择互不包含的路径。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job.py" />
   <source>{path} exists and was not made by this step before; choose another {key}.</source>
   <translation>{path} 已存在，且不是此步骤以前生成的；请选择其他 {key}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job.py" />
   <source>{path} cannot be written: {why}; choose another path.</source>
   <translation>无法写入 {path}：{why}；请选择其他路径。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job.py" />
   <source>{path}, which {name} reads as {key}, does not exist, and no step before it makes it.</source>
   <translation>{name} 要作为 {key} 读取的 {path} 不存在，其前面也没有步骤生成它。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job.py" />
   <source>The input {path} cannot be read: {why}.</source>
   <translation>无法读取输入 {path}：{why}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job.py" />
   <source>Whose home {path} begins with is not known here; write the whole path.</source>
   <translation>无法确定 {path} 开头所指的用户主目录；请写出完整路径。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job.py" />
   <source>The job {path} cannot be read: {error}.</source>
   <translation>无法读取作业 {path}：{error}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job.py" />
   <source>{path} is there already, made in the same way; it stays.</source>
   <translation>{path} 已存在，且以同样方式生成；保持不变。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job.py" />
   <source>{name}: {source} → {target}</source>
   <translation>{name}：{source} → {target}</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job_steps.py" />
   <source>A job has no step “{name}”; it has {names}. The others run in QGIS or by qgis_process.</source>
   <translation>作业没有步骤“{name}”；有 {names}。其他步骤在 QGIS 中或由 qgis_process 运行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job_steps.py" />
   <source>{name} has no key {key}; it has {keys}.</source>
   <translation>{name} 没有键 {key}；有 {keys}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job_steps.py" />
   <source>{key} of {name} is {value}, but must be like {example}.</source>
   <translation>{name} 的 {key} 为 {value}，但须类似 {example}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job_steps.py" />
   <source>{key} of {name} is {value}, but a store is in mm; give the unit where the store is made.</source>
   <translation>{name} 的 {key} 为 {value}，但存储库以 mm 计；请在建立存储库的步骤中给出单位。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job_steps.py" />
   <source>{key} of {name} is {value}, but must lie between {least:g} and {most:g}.</source>
   <translation>{name} 的 {key} 为 {value}，但必须在 {least:g} 与 {most:g} 之间。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job_steps.py" />
   <source>{key} of {name} holds a line break or another sign that no name has.</source>
   <translation>{name} 的 {key} 含有换行或其他不能出现在名称中的符号。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job_steps.py" />
   <source>{key} of {name} is {value}, but must be one of: {names}.</source>
   <translation>{name} 的 {key} 为 {value}，但必须是以下之一：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/job_steps.py" />
   <source>{name} lacks an output: {keys}.</source>
   <translation>{name} 缺少输出：{keys}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/map_layers.py" />
   <source>The map {path} cannot be read as points, lines or polygons.</source>
   <translation>地图 {path} 无法作为点、线或面读取。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/map_layers.py" />
   <source>The map {path} says no coordinate system; set it first.</source>
   <translation>地图 {path} 没有说明坐标系；请先设置。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/map_layers.py" />
   <source>The map {path} has no field {name}; it has {names}.</source>
   <translation>地图 {path} 没有字段 {name}；它有 {names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/map_layers.py" />
   <source>The map {path} has no features with a geometry.</source>
   <translation>地图 {path} 中没有带几何的要素。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/map_layers.py" />
   <source>Coordinates of {path} cannot be brought into {crs}.</source>
   <translation>{path} 的坐标无法转换到 {crs}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/map_layers.py" />
   <source>The raster “{name}” says no place or no coordinate system; set it first.</source>
   <translation>栅格“{name}”没有说明位置或坐标系；请先设置。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/objects.py" />
   <source>An address in a job must not hold a key or password; put them into the configuration of fsspec or the environment.</source>
   <translation>作业中的地址不得包含密钥或密码；请将其放入 fsspec 的配置或环境变量中。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/objects.py" />
   <location filename="../../subsidence/jobs/step.py" />
   <source>The input {path} does not exist.</source>
   <translation>输入 {path} 不存在。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/objects.py" />
   <source>{address} is copied to {path}.</source>
   <translation>{address} 已复制到 {path}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/objects.py" />
   <source>{path} holds a name that leads out of it: {name}.</source>
   <translation>{path} 中有一个指向其外部的名称：{name}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/objects.py" />
   <source>{path} is copied to {address}.</source>
   <translation>{path} 已复制到 {address}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/objects.py" />
   <source>{path} cannot be reached: {error}.</source>
   <translation>无法访问 {path}：{error}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/places.py" />
   <source>CRS “{crs}” is no coordinate system that is known here; write it like EPSG:4326.</source>
   <translation>CRS“{crs}”不是此处已知的坐标系；请写成 EPSG:4326 的形式。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/places.py" />
   <source>Where the points lie cannot be told from their coordinate system ({crs}); import them in EPSG:4326 or UTM, or have GDAL's Python package here.</source>
   <translation>无法从坐标系（{crs}）得知点的位置；请以 EPSG:4326 或 UTM 导入，或在此安装 GDAL 的 Python 包。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/point_steps.py" />
   <source>The tracks have different coordinate systems ({one}, {other}); import them in the same.</source>
   <translation>两条轨道的坐标系不同（{one}，{other}）；请以相同的坐标系导入。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/point_steps.py" />
   <source>The store of the {side} track does not hold motion along the line of sight, but: {geometry}.</source>
   <translation>{side} 轨道的存储所含的不是视线向运动，而是：{geometry}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/raster_steps.py" />
   <source>Run again with REFERENCE = "{x:.8g}, {y:.8g}".</source>
   <translation>请用 REFERENCE = "{x:.8g}, {y:.8g}" 重新运行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/rate_steps.py" />
   <source>Choose a polygon layer (AREAS) for the test on areas.</source>
   <translation>请为按区域检验选择一个面图层（AREAS）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/side_files.py" />
   <source>Made from {names}.</source>
   <translation>由 {names} 生成。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/side_files.py" />
   <source>{key} is {path}, but must end in {ending}.</source>
   <translation>{key} 为 {path}，但必须以 {ending} 结尾。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/step.py" />
   <source>The store has no column of numbers {name}; it has {names}.</source>
   <translation>存储中没有数值列 {name}；它有：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/step.py" />
   <source>Fields that only say which point it is or how it was seen are no factors and are left out: {names}.</source>
   <translation>仅说明是哪个点或如何观测的字段不是因子，已略去：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/jobs/step.py" />
   <source>{key} must hold {count} numbers with commas between, not “{text}”.</source>
   <translation>{key} 必须是用逗号分隔的 {count} 个数字，而不是“{text}”。</translation>
  </message>
  <message>
   <location filename="../../subsidence/kept_blocks.py" />
   <source>{count} of {all} blocks taken from the run of {when}.</source>
   <translation>{all} 个块中有 {count} 个取自 {when} 的运行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/kept_blocks.py" />
   <source>{count} finished blocks ({size:.1f} MB) are kept in {folder} for a run with the same inputs and parameters; they are removed when that has ended, or after {days} days.</source>
   <translation>{count} 个已完成的块（{size:.1f} MB）保存在 {folder}，供相同输入和参数的运行使用；该运行结束后或 {days} 天后删除。</translation>
  </message>
  <message>
   <location filename="../../subsidence/kept_blocks.py" />
   <source>A kept block ({name}) is damaged and is made again.</source>
   <translation>保存的块（{name}）已损坏，将重新计算。</translation>
  </message>
  <message>
   <location filename="../../subsidence/kept_blocks.py" />
   <source>Blocks that an interrupted run had kept were removed from {folder}: they are of other inputs or parameters, or older than {days} days.</source>
   <translation>已从 {folder} 删除一次中断运行所保存的块：它们属于其他输入或参数，或早于 {days} 天。</translation>
  </message>
  <message>
   <location filename="../../subsidence/missing_values.py" />
   <source>{where}: {count} values are 0, far from all others; they are kept. Where 0 stands for “no value” set it to NULL or declare it as no data.</source>
   <translation>{where}：{count} 个值为 0，远离所有其他值；它们被保留。如果 0 表示“无值”，请将其设为 NULL 或声明为无数据。</translation>
  </message>
  <message>
   <location filename="../../subsidence/missing_values.py" />
   <source>{where}: the value {value} occurs {count} times, far more often than any other; it is kept. Where it stands for “no value” set NODATA, or remove it from the file.</source>
   <translation>{where}：值 {value} 出现 {count} 次，远多于其他任何值；它被保留。如果它表示“无值”，请设置 NODATA，或从文件中删除。</translation>
  </message>
  <message>
   <location filename="../../subsidence/missing_values.py" />
   <source>{where}: {count} values are {marks}, which stands for “no value”; they are taken as missing.</source>
   <translation>{where}：{count} 个值为 {marks}，表示“没有值”；当作缺失。</translation>
  </message>
  <message>
   <location filename="../../subsidence/missing_values.py" />
   <source>{where}: the value {marks} occurs {count} times among similar values and is kept as a measurement; remove it from the file if it stands for “no value”.</source>
   <translation>{where}：值 {marks} 在相近的值中出现 {count} 次，作为测量值保留；若表示“没有值”，请从文件中去掉。</translation>
  </message>
  <message>
   <location filename="../../subsidence/missing_values.py" />
   <source>{where}: {count} values lie so far from the rest that they are probably mistakes, the farthest in row {row} (value {number} of it); they are kept.</source>
   <translation>{where}：{count} 个值离其余的太远，很可能是错误，最远的在第 {row} 行（该行第 {number} 个值）；已保留。</translation>
  </message>
  <message>
   <location filename="../../subsidence/missing_values.py" />
   <source>{where}: “{text}” is no number that could stand for “no value”.</source>
   <translation>{where}：“{text}”不是可以表示“没有值”的数。</translation>
  </message>
  <message>
   <location filename="../../subsidence/model_file.py" />
   <source>The model file {path} cannot be written: {strerror}.</source>
   <translation>模型文件 {path} 无法写入：{strerror}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/model_file.py" />
   <source>The model file {path} does not exist.</source>
   <translation>模型文件 {path} 不存在。</translation>
  </message>
  <message>
   <location filename="../../subsidence/model_file.py" />
   <source>another format</source>
   <translation>其他格式</translation>
  </message>
  <message>
   <location filename="../../subsidence/model_file.py" />
   <source>The file {path} is not a Land Subsidence model, or it is damaged; train and save the model again.</source>
   <translation>文件 {path} 不是 Land Subsidence 模型，或已损坏；请重新训练并保存模型。</translation>
  </message>
  <message>
   <location filename="../../subsidence/model_file.py" />
   <source>The model file {path} was written by a newer version of the plugin; update it.</source>
   <translation>模型文件 {path} 由更新版本的插件写成；请升级插件。</translation>
  </message>
  <message>
   <location filename="../../subsidence/model_file.py" />
   <source>The model file {path} holds a “{written_kind}” model; this step needs a “{kind}” model.</source>
   <translation>模型文件 {path} 存放的是“{written_kind}”模型；此步骤需要“{kind}”模型。</translation>
  </message>
  <message>
   <location filename="../../subsidence/model_file.py" />
   <source>The content of the model file {path} is not what was saved; copy it again, or train and save the model again.</source>
   <translation>模型文件 {path} 的内容与保存时不同；请重新复制，或重新训练并保存模型。</translation>
  </message>
  <message>
   <location filename="../../subsidence/model_file.py" />
   <source>{path} exists and is no model file; choose another path.</source>
   <translation>{path} 已存在，且不是模型文件；请选择其他路径。</translation>
  </message>
  <message>
   <location filename="../../subsidence/model_file.py" />
   <source>The parts of the model file {path} do not fit together; it is damaged. Train and save it again.</source>
   <translation>模型文件 {path} 的各部分不相配；它已损坏。请重新训练并保存。</translation>
  </message>
  <message>
   <location filename="../../subsidence/model_file.py" />
   <source>The model file {path} uses “{name}”, which this version does not have; train and save the model again.</source>
   <translation>模型文件 {path} 使用“{name}”，此版本没有；请重新训练并保存模型。</translation>
  </message>
  <message>
   <location filename="../../subsidence/model_file.py" />
   <source>“{name}” holds no finite numbers</source>
   <translation>“{name}”没有有限数</translation>
  </message>
  <message>
   <location filename="../../subsidence/model_file.py" />
   <source>“{name}” has the shape {shape}</source>
   <translation>“{name}”的形状为 {shape}</translation>
  </message>
  <message>
   <location filename="../../subsidence/model_file.py" />
   <source>it is too large</source>
   <translation>它太大</translation>
  </message>
  <message>
   <location filename="../../subsidence/model_file.py" />
   <source>an array of another kind</source>
   <translation>另一种数组</translation>
  </message>
  <message>
   <location filename="../../subsidence/model_file.py" />
   <source>an array larger than the file</source>
   <translation>比文件还大的数组</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>the LSTM forecast</source>
   <translation>LSTM 预测</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>the particle swarm</source>
   <translation>粒子群</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>the K-Shape comparison engine</source>
   <translation>K-Shape 的对照引擎</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>reading tables</source>
   <translation>读取表格</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>figures in reports</source>
   <translation>报告中的图</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>forest and boosting baselines</source>
   <translation>森林和提升树基准</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>HDF5 files packed with LZF</source>
   <translation>用 LZF 压缩的 HDF5 文件</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>calendars of climate models</source>
   <translation>气候模式的历法</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>the deformation store</source>
   <translation>形变库</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>the raster store</source>
   <translation>该栅格库</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>computing on other machines</source>
   <translation>在其他机器上计算</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>object storage</source>
   <translation>对象存储</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>holding BLAS to its share of the cores</source>
   <translation>使 BLAS 只用其应占的核心</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>this step</source>
   <translation>此步骤</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>The Python package {what} is missing.</source>
   <translation>缺少 Python 包 {what}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>The Python packages {what} are missing.</source>
   <translation>缺少 Python 包 {what}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/packages.py" />
   <source>Install it with: python3 -m pip install {wanted}</source>
   <translation>安装命令：python3 -m pip install {wanted}</translation>
  </message>
  <message>
   <location filename="../../subsidence/possible.py" />
   <source>{count} points of “{name}” have impossible coordinates, the first in row {row} ({x}, {y}); remove or mend them.</source>
   <translation>“{name}”有 {count} 个点的坐标不可能，第一个在第 {row} 行（{x}, {y}）；请去掉或改正。</translation>
  </message>
  <message>
   <location filename="../../subsidence/possible.py" />
   <source>{where}: the date {date} cannot be; dates lie between 1900 and 2200. Remove or mend it.</source>
   <translation>{where}：日期 {date} 不可能；日期须在 1900 与 2200 之间。请去掉或改正。</translation>
  </message>
  <message>
   <location filename="../../subsidence/possible.py" />
   <source>{count} dates of {where}, such as {date}, lie before 1900 or after 2200; they are taken as missing.</source>
   <translation>{where} 有 {count} 个日期（如 {date}）早于 1900 年或晚于 2200 年；当作缺失。</translation>
  </message>
  <message>
   <location filename="../../subsidence/possible.py" />
   <source>{where}: the value {value} cannot be; set it to NULL where it stands for “no value”.</source>
   <translation>{where}：值 {value} 不可能；若表示“没有值”，请设为 NULL。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms.py" />
   <source>None of the {n_rows} rows of {name} can be read; download it again.</source>
   <translation>{name} 的 {n_rows} 行都无法读取；请重新下载。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms.py" />
   <source>in the extent; check that it and the tiles overlap</source>
   <translation>（范围内；请检查它与分块是否重叠）</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms.py" />
   <source>in the files</source>
   <translation>（文件中）</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms.py" />
   <source>There are no EGMS points {where} ({names}).</source>
   <translation>没有 EGMS 点{where}（{names}）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms.py" />
   <source>The files hold different motions ({names}), which cannot be one series; import line-of-sight (L2), up (L3 U) and east–west (L3 E) files one kind at a time.</source>
   <translation>文件中的运动分量不同（{names}），不能合成一个序列；请分别导入视线向（L2）、向上（L3 U）和东西向（L3 E）文件。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms.py" />
   <source>The workers do not see {path}; put the tables on a disk that all machines share.</source>
   <translation>工作进程看不到 {path}；请把表放在所有机器共享的磁盘上。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms.py" />
   <source>none in their names</source>
   <translation>名称中没有</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms.py" />
   <source>No file is of track {names}; the files' tracks are: {held}.</source>
   <translation>没有轨道 {names} 的文件；文件的轨道为：{held}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms.py" />
   <source>{name} is no EGMS table: it lacks the column {value}; use “Import series table” for other tables.</source>
   <translation>{name} 不是 EGMS 表：缺少列 {value}；其他表请用“导入序列表”。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms.py" />
   <source> (L3 tables have easting and northing only; choose EPSG:3035)</source>
   <translation>（L3 表只有 easting 和 northing；请选择 EPSG:3035）</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms.py" />
   <source>{name} lacks the columns {x_name} and {y_name}{other}.</source>
   <translation>{name} 缺少列 {x_name} 和 {y_name}{other}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms.py" />
   <source>The dates in the header of {name} are unusable: {error}</source>
   <translation>{name} 表头中的日期不可用：{error}</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms.py" />
   <source>Neither the name nor the columns of {name} tell its component; it is taken as L3 up (vertical). Keep the delivered name, EGMS_L3_…_U_… or …_E_…, to be sure.</source>
   <translation>{name} 的名称和列都没有说明其分量；视为 L3 向上（垂直）。请保留交付时的名称 EGMS_L3_…_U_… 或 …_E_… 以便确认。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms.py" />
   <source>{name}: {zeros} of {count} points state a mean_velocity_std of 0.</source>
   <translation>{name}：{count} 个点中有 {zeros} 个的 mean_velocity_std 为 0。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms_agreement.py" />
   <source>{one} and {other} move in opposite directions on the same ground; one of them has another sign. Mend it before you use them together.</source>
   <translation>{one} 与 {other} 在同一地面上的运动方向相反；其中之一的正负号不同。请先改正再一起使用。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms_agreement.py" />
   <source>{one} and {other} move by very different amounts on the same ground; one of them is probably in another unit than mm. Mend it before you use them together.</source>
   <translation>{one} 与 {other} 在同一地面上的运动量相差很大；其中之一的单位可能不是 mm。请先改正再一起使用。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms_agreement.py" />
   <source>{name}: {count} rows repeat the pid of a row before, such as “{pid}”; all are kept as points of their own. Remove those that are no measurements of their own.</source>
   <translation>{name}：{count} 行重复了前面某行的 pid（如“{pid}”）；全部作为独立的点保留。请删除并非独立测量的行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms_overlaps.py" />
   <source>There is nothing to tie: only bursts of level 2a have references of their own.</source>
   <translation>没有可连接的：只有 L2a 级的 burst 有各自的参考。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms_overlaps.py" />
   <source>Track {track} has one burst; there is nothing to tie it to.</source>
   <translation>轨道 {track} 只有一个 burst；没有可与之连接的。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms_overlaps.py" />
   <source>{count} of {total} bursts of track {track} share fewer than {cells} cells, or no date, with another ({names}); they stay relative to their own place.</source>
   <translation>轨道 {track} 的 {total} 个 burst 中有 {count} 个与其他 burst 的公共格子少于 {cells} 个，或没有公共日期（{names}）；它们仍相对于各自的参考地点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms_overlaps.py" />
   <source>The bursts of track {track} make {count} groups that share no ground; each has a frame of its own.</source>
   <translation>轨道 {track} 的 burst 分为 {count} 组，各组之间没有共同地面；每组各有自己的参考框架。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms_overlaps.py" />
   <source>Track {track}: {count} bursts are tied over {overlaps} overlaps; their rates differed there by {before:.2f} mm/yr in the median, and by {after:.2f} now.</source>
   <translation>轨道 {track}：{count} 个 burst 通过 {overlaps} 处重叠连接；其速率在重叠处的差异中位数原为 {before:.2f} mm/yr，现为 {after:.2f}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms_releases.py" />
   <source>{count} files are replaced by a newer release or delivery and left out: {names}.</source>
   <translation>{count} 个文件被更新的版本或交付取代，已略去：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms_releases.py" />
   <source>The newer release of {stem}</source>
   <translation>{stem} 的较新版本</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms_releases.py" />
   <source>the older one</source>
   <translation>较旧版本</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms_releases.py" />
   <source>Two releases of {stem} are joined: {count} points are in both, tied by the mean of {dates} common dates; where they overlap the newer counts. {lone} points are in the older one only.{untied}</source>
   <translation>{stem} 的两个版本已连接：{count} 个点两者都有，按 {dates} 个共同日期的均值对接；重叠处以较新者为准。{lone} 个点只在较旧的版本中。{untied}</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/egms_releases.py" />
   <source> {n} of them share no date, so their older values are left out.</source>
   <translation>其中 {n} 个没有共同日期，因此略去其较旧的值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/export.py" />
   <source>A shapefile holds at most {max_dbf_fields} fields, but this layer needs {count}; write a GeoPackage (.gpkg) instead.</source>
   <translation>Shapefile 最多 {max_dbf_fields} 个字段，而此图层需要 {count} 个；请改写为 GeoPackage（.gpkg）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/export.py" />
   <source>Several points fall into one pixel, as in a layer of several tracks; export one track at a time, or a table.</source>
   <translation>多个点落入同一像元，如含多个轨道的图层；请一次导出一个轨道，或导出表。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/export.py" />
   <source>The points do not lie on a regular grid, so they make no NetCDF cube; export a table, or rasterise them first.</source>
   <translation>点不在规则格网上，无法构成 NetCDF 立方体；请导出表，或先栅格化。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/export.py" />
   <source>The GDAL of this QGIS was built without its netCDF driver; export another format.</source>
   <translation>此 QGIS 的 GDAL 没有 netCDF 驱动；请导出其他格式。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/export.py" />
   <source>The layer's CRS cannot be written to NetCDF; reproject the layer first.</source>
   <translation>图层的坐标参考系无法写入 NetCDF；请先重投影。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/export.py" />
   <location filename="../../subsidence/raster/gdal_files.py" />
   <source>The file {path} cannot be written; check the folder and the free space.</source>
   <translation>文件 {path} 无法写入；请检查文件夹和剩余空间。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/export.py" />
   <source>The file {path} cannot be written; check the free space.</source>
   <translation>文件 {path} 无法写入；请检查剩余空间。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/licsbas.py" />
   <source>The series is read from {name}.</source>
   <translation>序列读自 {name}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/licsbas.py" />
   <source>{path} does not exist; choose a LiCSBAS cum.h5 or cum_filt.h5, or a TS_* or results folder.</source>
   <translation>{path} 不存在；请选择 LiCSBAS 的 cum.h5 或 cum_filt.h5，或 TS_* 或 results 文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/licsbas.py" />
   <source>The file {name} holds no displacement “cum” (it holds {held}); choose the cum.h5 or cum_filt.h5 that LiCSBAS leaves in its TS folder.</source>
   <translation>文件 {name} 中没有位移“cum”（其中有 {held}）；请选择 LiCSBAS 在 TS 文件夹中留下的 cum.h5 或 cum_filt.h5。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/licsbas.py" />
   <source>In {name} the displacement “{cum}” has shape {count}, which does not fit its {total} dates.</source>
   <translation>{name} 中位移“{cum}”的形状为 {count}，与其 {total} 个日期不符。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/licsbas.py" />
   <source>{name} holds no rates; they are computed from the displacements.</source>
   <translation>{name} 没有速率；由位移计算。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/licsbas.py" />
   <source>The file {name} holds no dates “imdates”; make it again with LiCSBAS.</source>
   <translation>文件 {name} 没有日期“imdates”；请用 LiCSBAS 重新制作。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/licsbas.py" />
   <source>The file {name} holds no “{other}”, so its place on Earth is unknown; it is not geocoded.</source>
   <translation>文件 {name} 没有“{other}”，因此地理位置未知；它没有经过地理编码。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/licsbas.py" />
   <source>In {name} “{other}” is {value}, which is no coordinate; make the file again with LiCSBAS.</source>
   <translation>{name} 中的“{other}”为 {value}，不是坐标；请用 LiCSBAS 重新生成该文件。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/licsbas.py" />
   <source>The pixel size in {source} ({dx:g}, {dy:g} degrees) is not that of a north-up raster.</source>
   <translation>{source} 的像元大小（{dx:g}, {dy:g} 度）不是正北朝上的栅格。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/licsbas.py" />
   <source>The folder {folder} holds neither cum.h5 nor a “vel” of LiCSBAS; choose a TS_* folder or its results.</source>
   <translation>文件夹 {folder} 中既没有 cum.h5，也没有 LiCSBAS 的“vel”；请选择 TS_* 文件夹或其 results。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/licsbas.py" />
   <source>The rates are read from {name}; this folder holds no series of displacements.</source>
   <translation>速率读自 {name}；该文件夹没有位移序列。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/licsbas.py" />
   <source>The size and place of the rasters in {results} are unknown, because info/EQA.dem_par is missing; copy it from the LiCSBAS run.</source>
   <translation>{results} 中栅格的大小和位置未知，因为缺少 info/EQA.dem_par；请从 LiCSBAS 的运行中复制。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/licsbas.py" />
   <source>The file {file} lacks “{missing}”; copy it again from the LiCSBAS run.</source>
   <translation>文件 {file} 缺少“{missing}”；请从 LiCSBAS 的运行中重新复制。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/licsbas.py" />
   <source>The file {file} has {count} bytes, but {n_rows} x {n_columns} pixels take {expected}; it is cut off or belongs to another run.</source>
   <translation>文件 {file} 有 {count} 字节，而 {n_rows} x {n_columns} 个像元需要 {expected}；它被截断或属于另一次运行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/memory.py" />
   <source>{n_epochs} epochs of {n_rows} x {n_columns} pixels take {n_bytes:.0f} GB; give an EXTENT of at most about {most_bytes:.0%} of this area.</source>
   <translation>{n_rows} x {n_columns} 个像元的 {n_epochs} 个历元需要 {n_bytes:.0f} GB；请给出至多约为该区域 {most_bytes:.0%} 的 EXTENT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy.py" />
   <source>There is no velocity.h5 beside the series; the rates are computed from the displacements.</source>
   <translation>序列旁没有 velocity.h5；速率由位移计算。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy.py" />
   <source>{name} says that it is in degrees, but its EPSG code ({crs}) counts metres, which is taken.</source>
   <translation>{name} 声明以度为单位，但其 EPSG 代码（{crs}）以米为单位；采用后者。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy.py" />
   <source>{name} tells no unit; m/yr are taken, in which MintPy writes.</source>
   <translation>{name} 未注明单位；按 MintPy 写出时所用的 m/yr 读取。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy.py" />
   <source>{name} has another size or place than {other} and is not used.</source>
   <translation>{name} 的大小或位置与 {other} 不同，不予使用。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy.py" />
   <source>{name} is no MintPy time series: it holds {held}, not “timeseries” and “date”; choose a timeseries*.h5.</source>
   <translation>{name} 不是 MintPy 时间序列：其中有 {held}，而没有“timeseries”和“date”；请选择 timeseries*.h5。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy.py" />
   <source>{name} is in radar geometry, without a place on Earth; geocode it first, for example with “geocode.py {name} -l inputs/geometryRadar.h5”, and import geo_{name}.</source>
   <translation>{name} 为雷达坐标，没有地理位置；请先地理编码，例如“geocode.py {name} -l inputs/geometryRadar.h5”，再导入 geo_{name}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy.py" />
   <location filename="../../subsidence/products/mintpy_hdfeos.py" />
   <source>In {name} the series has shape {count}, which does not fit its {total} dates.</source>
   <translation>{name} 中序列的形状为 {count}，与其 {total} 个日期不符。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy.py" />
   <source>In {name} the series has {n_rows} x {n_columns} pixels, but its attributes LENGTH and WIDTH say {length} x {width}; write it again with MintPy.</source>
   <translation>{name} 中的序列有 {n_rows} x {n_columns} 个像元，但其属性 LENGTH 和 WIDTH 为 {length} x {width}；请用 MintPy 重新写出。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy.py" />
   <source>There is no timeseries*.h5 in {folder}; choose the file, or MintPy's working folder.</source>
   <translation>{folder} 中没有 timeseries*.h5；请选择该文件，或 MintPy 的工作文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy.py" />
   <source>Of {count} series in {name}, {other} is read, the most corrected one.</source>
   <translation>{name} 中有 {count} 个序列，读取改正最多的 {other}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy.py" />
   <source>{name} lacks one of X_FIRST, Y_FIRST, X_STEP, Y_STEP; write it again with MintPy.</source>
   <translation>{name} 缺少 X_FIRST、Y_FIRST、X_STEP、Y_STEP 之一；请用 MintPy 重新写出。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy.py" />
   <source>The pixel size of {name} ({dx:g}, {dy:g}) is not that of a north-up raster.</source>
   <translation>{name} 的像元大小（{dx:g}, {dy:g}）不是正北朝上的栅格。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy.py" />
   <source>{name} is in metres, but names neither EPSG nor UTM_ZONE; add its EPSG code to the file’s attributes.</source>
   <translation>{name} 以米为单位，但既没有 EPSG 也没有 UTM_ZONE；请在文件属性中加入 EPSG 代码。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy.py" />
   <source>The rates of {name} are per “{time}”, not per year; convert them first.</source>
   <translation>{name} 的速率是每“{time}”的，而不是每年的；请先换算。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy.py" />
   <source>The unit of {name} is “{unit}”, which is no length; choose a displacement file.</source>
   <translation>{name} 的单位是“{unit}”，不是长度；请选择位移文件。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy_hdfeos.py" />
   <source>{name} holds no dates; write it again with MintPy.</source>
   <translation>{name} 没有日期；请用 MintPy 重新写出。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/mintpy_hdfeos.py" />
   <source>{name} is in radar geometry, without even pixels on Earth; geocode the series with MintPy and write the archive again.</source>
   <translation>{name} 为雷达几何，没有地面上均匀的像元；请用 MintPy 对序列做地理编码后再写出归档。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/netcdf_points.py" />
   <source>{file} holds the series {names}; name the one to read as VARIABLE.</source>
   <translation>{file} 含有序列 {names}；请用 VARIABLE 指明要读的。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/netcdf_points.py" />
   <source>The places of “{name}” in {file} are not degrees.</source>
   <translation>{file} 中“{name}”的位置不是度。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/netcdf_points.py" />
   <source>Two layers of “{name}” in {file} carry the same date.</source>
   <translation>{file} 中“{name}”的两层日期相同。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/netcdf_points.py" />
   <location filename="../../subsidence/products/stamps.py" />
   <source>The extent holds none of the points of {name}.</source>
   <translation>范围内没有 {name} 的点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/netcdf_points.py" />
   <source>“{name}” of {file} is a phase in {unit}, not a displacement; export it in millimetres.</source>
   <translation>{file} 的“{name}”是以 {unit} 计的相位，不是位移；请以毫米导出。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/netcdf_points.py" />
   <source>“{name}” of {file} tells no unit; mm are taken.</source>
   <translation>{file} 的“{name}”没有说明单位；当作 mm。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>{count} of {total} files have no {what}; it was not applied there.</source>
   <translation>{total} 个文件中有 {count} 个没有 {what}；在其中没有应用。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>the OPERA files</source>
   <translation>OPERA 文件</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>{name} has another size or place than {other}; keep files of one frame and one subset together.</source>
   <translation>{name} 的大小或位置与 {other} 不同；请把同一帧、同一子集的文件放在一起。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>The reference moves to {names}; the series is joined there.</source>
   <translation>参考移动到 {names}；序列在该处衔接。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>{count} pixels end before the last date, because they are masked on a date when the reference moves; without the recommended mask they would go on.</source>
   <translation>{count} 个像元在最后日期之前结束，因为参考移动的日期上它们被掩膜；不用推荐掩膜则会继续。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>{name} has other pixels than the stack and is not used.</source>
   <translation>{name} 的像元与序列不同，不予使用。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>There is no DISP-S1-STATIC los_enu raster beside the files; the line of sight is unknown.</source>
   <translation>文件旁没有 DISP-S1-STATIC los_enu 栅格；视线向未知。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source> ({foreign} is not named like one)</source>
   <translation>（{foreign} 的名称不合此样式）</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>There are no OPERA_L3_DISP-S1_*.nc files{named}; choose the files or their folder.</source>
   <translation>没有 OPERA_L3_DISP-S1_*.nc 文件{named}；请选择这些文件或其文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>The files are of several frames ({names}); import one frame at a time.</source>
   <translation>文件属于多个帧（{names}）；请一次导入一个帧。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>{count} files that are no DISP-S1 products were passed over.</source>
   <translation>略过 {count} 个不是 DISP-S1 产品的文件。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>Of {count} files the newest of each date are read, {total} in all.</source>
   <translation>{count} 个文件中每个日期读取最新者，共 {total} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>{name} holds no “displacement”; download it again.</source>
   <translation>{name} 没有“displacement”；请重新下载。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>In {name} the second date is not after the first; download it again.</source>
   <translation>{name} 中第二个日期不晚于第一个；请重新下载。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>{name} starts from {reference}, which no earlier file reaches; add the file that ends on that date, or begin the stack there.</source>
   <translation>{name} 从 {reference} 开始，而没有更早的文件到达该日期；请加入以该日期结束的文件，或从该处开始序列。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>{name} holds no coordinates “x” and “y”; download it again.</source>
   <translation>{name} 没有坐标“x”和“y”；请重新下载。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>{name} has only {count} x {total} pixels; choose a larger subset.</source>
   <translation>{name} 只有 {count} x {total} 个像元；请选择更大的子集。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>The pixels of {name} are not in north-up order; download it again.</source>
   <translation>{name} 的像元不是正北朝上的顺序；请重新下载。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/opera.py" />
   <source>{name} names no coordinate system in “spatial_ref”; download it again.</source>
   <translation>{name} 的“spatial_ref”没有坐标系；请重新下载。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/points.py" />
   <source>There is nothing to join; none of the files holds points in the extent.</source>
   <translation>没有可合并的内容；范围内没有文件含有点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>{date} is 0 throughout, which is declared as no data; it is taken for the date that all others count from.</source>
   <translation>{date} 全部为 0，而 0 被声明为无数据；将其作为其他日期的起算日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>“{name}” of {file} is a phase in {unit}, not a displacement; multiply it by −λ/4π first, or process interferograms with “LiCSAR interferograms to time series”.</source>
   <translation>{file} 的“{name}”是以 {unit} 计的相位，不是位移；请先乘以 −λ/4π，或用“LiCSAR 干涉图到时间序列”处理干涉图。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>“{name}” of {file} is a rate in {unit}, not a displacement; choose the displacements (VARIABLE), or import the rate alone with “Import deformation data”.</source>
   <translation>{file} 的“{name}”是以 {unit} 计的速率，不是位移；请选择位移（VARIABLE），或用“导入形变数据”只导入速率。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <location filename="../../subsidence/products/rate_raster.py" />
   <source>{file} says that its unit is {told}, but UNIT is {unit}; UNIT is used. Leave UNIT on automatic to take the file's.</source>
   <translation>{file} 说其单位是 {told}，但 UNIT 为 {unit}；采用 UNIT。要采用文件的单位，请让 UNIT 保持自动。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>The unit {units} is taken from the names of the files.</source>
   <translation>单位 {units} 取自文件名。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>The unit {units} is taken from the file.</source>
   <translation>单位 {units} 取自文件。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>The unit “{unit}” in the file is no length; mm are taken. Set UNIT.</source>
   <translation>文件中的单位“{unit}”不是长度；当作 mm。请设置 UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>Some of the rasters tell their unit ({units}) and {count} do not; set UNIT.</source>
   <translation>部分栅格说明了单位（{units}），{count} 个没有；请设置 UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>The rasters tell no unit; mm are taken. Set UNIT where that is wrong.</source>
   <translation>栅格没有说明单位；当作 mm。若不对请设置 UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>{file} is named as an unwrapped phase, which is in radians; mm are taken. If it is one, multiply it by −λ/4π first.</source>
   <translation>{file} 的名称表示解缠相位，其单位为弧度；这里按 mm 处理。若确为相位，请先乘以 −λ/4π。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>The unit “{unit}” of the rasters is no unit of displacements of its own; convert the values, or set UNIT where they are in that unit all the same.</source>
   <translation>栅格的单位“{unit}”本身不是位移单位；请换算数值，若数值确为某单位，请设置 UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>No displacement is larger than {most:.3g} mm, and the rasters tell no unit; where they are in metres or centimetres set UNIT.</source>
   <translation>没有位移大于 {most:.3g} mm，栅格也没有说明单位；若以米或厘米计，请设置 UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>{count} pixels ({share:.0%}) are exactly 0 at all dates; where 0 stands for no data set NODATA to 0.</source>
   <translation>{count} 个像元（{share:.0%}）在所有日期都恰为 0；若 0 表示无数据，请把 NODATA 设为 0。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>In {file} {marks} is far from all other values in some rows and among them in others, and became missing there only; where it stands for no data, name it in NODATA.</source>
   <translation>在 {file} 中，{marks} 在某些行远离其他所有值，在另一些行则处于其间，因此只在前者视为缺失；若它代表无数据，请在 NODATA 中写明。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>“{seen}” in {file} sounds as if positive values meant sinking; they are taken as motion towards the satellite or up. Where they do, set REVERSE.</source>
   <translation>{file} 中的“{seen}”听起来像是正值表示下沉；现当作朝向卫星或向上的运动。若确是下沉，请设置 REVERSE。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>“{word}” in {file} sounds as if it held no displacements, as which it is taken.</source>
   <translation>{file} 中的“{word}”听起来不是位移，但仍按位移处理。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>There are no rasters ({names}) in {paths}.</source>
   <translation>{paths} 中没有栅格（{names}）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>{name} and {other} carry the same date, {date}; keep one of them.</source>
   <translation>{name} 和 {other} 是同一日期 {date}；请保留一个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>A series needs rasters of at least two dates; only one was found.</source>
   <translation>序列需要至少两个日期的栅格；只找到一个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>The values of {name} hold what moved since the date before (“{word}”); they are summed up.</source>
   <translation>{name} 的值是自前一日期以来的变动（“{word}”）；已累加。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>The files are named by two dates of which the first varies, as interferograms are; make a series of them first, for example with “LiCSAR time series”.</source>
   <translation>文件名含两个日期且第一个在变化，如同干涉图；请先由它们生成序列，例如用“LiCSAR 时间序列”。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>{name} looks like angles of incidence, not like increments of displacement; choose the displacements.</source>
   <translation>{name} 看上去是入射角，而不是位移增量；请选择位移。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>{name} has no georeference or no CRS; assign them first.</source>
   <translation>{name} 没有地理参考或坐标参考系；请先指定。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>The coordinates of “{name}” in {file} are not evenly spaced; warp it to an even grid first.</source>
   <translation>{file} 中“{name}”的坐标间隔不均匀；请先重采样到均匀格网。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>{name} has no georeference or no CRS; assign them first (a .prj file beside an ASCII grid). Radar coordinates must be geocoded.</source>
   <translation>{name} 没有地理参考或坐标系；请先指定（ASCII 栅格旁放一个 .prj 文件）。雷达坐标必须先做地理编码。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>{name} is rotated; warp it to a north-up grid first.</source>
   <translation>{name} 是旋转的；请先重采样为北向上的格网。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <location filename="../../subsidence/raster/cube.py" />
   <source>{name} has a CRS in degrees, but reaches to {x:.10g}, {y:.10g}; assign it the true CRS, or exchange its axes.</source>
   <translation>{name} 的坐标参考系以度为单位，但其范围达到 {x:.10g}, {y:.10g}；请指定正确的坐标参考系，或交换坐标轴。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <location filename="../../subsidence/products/stamps.py" />
   <location filename="../../subsidence/raster/cf_file.py" />
   <location filename="../../subsidence/raster/gdal_files.py" />
   <source>The file {path} does not exist.</source>
   <translation>文件 {path} 不存在。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>{name} has another size, place or CRS than {other}; warp them to one grid first.</source>
   <translation>{name} 的大小、位置或坐标参考系与 {other} 不同；请先重采样到同一格网。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/raster_stack.py" />
   <source>The day {day} in {name} is counted from 0, as GMTSAR does.</source>
   <translation>{name} 中的日 {day} 从 0 起算，如 GMTSAR 所做。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/rate_raster.py" />
   <location filename="../../subsidence/products/stamps.py" />
   <source>{name} holds rates only, without a series of displacements.</source>
   <translation>{name} 只含速率，没有位移序列。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/rate_raster.py" />
   <source>UNIT and REVERSE are not used: unit and sign of MintPy's rates are known.</source>
   <translation>UNIT 和 REVERSE 未被使用：MintPy 速率的单位和符号是已知的。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/rate_raster.py" />
   <source>{name} has {count} bands; a raster of rates has one. Dated bands are imported as displacement rasters.</source>
   <translation>{name} 有 {count} 个波段；速率栅格只有一个。带日期的波段请作为位移栅格导入。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/rate_raster.py" />
   <source>{name} is in {unit}, a phase and not a length; turn it into millimetres first.</source>
   <translation>{name} 以 {unit} 计，是相位而不是长度；请先化为毫米。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/rate_raster.py" />
   <source>{name} is in “{unit}”, which is no rate that is known here; convert it to mm/yr, or set UNIT where it is per year all the same.</source>
   <translation>{name} 的单位是“{unit}”，不是此处已知的速率单位；请换算为 mm/yr；若它仍是每年的量，请设置 UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/rate_raster.py" />
   <source>per {time}</source>
   <translation>每 {time}</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/rate_raster.py" />
   <source>The unit {unit}/yr is taken from the name of {file}.</source>
   <translation>单位 {unit}/yr 取自 {file} 的名称。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/rate_raster.py" />
   <source>{name} tells no unit; m/yr are taken, in which MintPy writes and which its numbers fit. Set UNIT if they are mm/yr.</source>
   <translation>{name} 未注明单位；按 MintPy 写出时所用、且与其数值相符的 m/yr 读取。若为 mm/yr，请设置 UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/rate_raster.py" />
   <source>{name} tells no unit; mm/yr are taken.</source>
   <translation>{name} 没有说明单位；当作 mm/yr。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>The file or folder {path} does not exist; choose another one.</source>
   <translation>文件或文件夹 {path} 不存在；请另选一个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>Several tables were given; import them one at a time.</source>
   <translation>给出了几个表；请一次导入一个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>{name} is nothing that is known here ({names}); choose the import for its kind, or see the documentation on other producers' files.</source>
   <translation>{name} 不是这里已知的类型（{names}）；请选择该类型的导入算法，或参阅关于其他生产者文件的文档。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>it is a raster store</source>
   <translation>它是一个栅格库</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>it holds {name}</source>
   <translation>它含有 {name}</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>it holds LiCSBAS' flat results</source>
   <translation>它含有 LiCSBAS 的平面结果</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>{folder} holds interferograms ({what}), which are no series yet; process them with “LiCSAR interferograms to time series”.</source>
   <translation>{folder} 含有干涉图（{what}），还不是序列；请用“LiCSAR 干涉图到时间序列”处理。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>it holds {count} rasters with dates in their names</source>
   <translation>它含有 {count} 个名称带日期的栅格</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>{name} holds values; open it in QGIS, save it as a GeoPackage and choose that.</source>
   <translation>{name} 含有数值；请在 QGIS 中打开，另存为 GeoPackage，再选择该文件。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>{name} holds colours for looking at, not values; ask for the data behind it (tables, GeoTIFF, HDF5).</source>
   <translation>{name} 是供观看的颜色，不是数值；请索取其背后的数据（表、GeoTIFF、HDF5）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>{name} is packed; unpack it and choose what was in it.</source>
   <translation>{name} 是压缩文件；请解压后选择其中的内容。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>{name} is a web page, perhaps a message of the server; download it again.</source>
   <translation>{name} 是网页，也许是服务器的消息；请重新下载。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>its name is that of EGMS</source>
   <translation>其名称是 EGMS 的</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>its columns are those of EGMS (pid, mean_velocity, easting …)</source>
   <translation>其列是 EGMS 的（pid、mean_velocity、easting …）</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>The archive {name} cannot be opened ({error}); download it again.</source>
   <translation>压缩包 {name} 无法打开（{error}）；请重新下载。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>the archive holds an EGMS table</source>
   <translation>压缩包中有 EGMS 表</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>{name} is an archive with {names}; unpack it and choose what is inside.</source>
   <translation>{name} 是含有 {names} 的压缩包；请解压后选择其中的内容。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>its name is that of OPERA</source>
   <translation>其名称是 OPERA 的</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>it holds “cum” and “imdates”</source>
   <translation>它含有“cum”和“imdates”</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>it is an HDF-EOS5 archive of MintPy</source>
   <translation>它是 MintPy 的 HDF-EOS5 归档</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>it holds “timeseries” and “date”</source>
   <translation>它含有“timeseries”和“date”</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>it holds MintPy's rates, and no series lies beside it</source>
   <translation>它含有 MintPy 的速率，旁边没有序列</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>{name} holds MintPy's rates alone; choose the timeseries*.h5 beside it, which reads them too.</source>
   <translation>{name} 只含 MintPy 的速率；请选择旁边的 timeseries*.h5，速率也会一并读取。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>it holds series of points ({names})</source>
   <translation>它含有点的序列（{names}）</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>{name} holds no raster on an x and a y axis and is no product that is known here (it holds {names}).</source>
   <translation>{name} 没有在 x 轴和 y 轴上的栅格，也不是这里已知的产品（它含有 {names}）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>it holds rasters through time ({names})</source>
   <translation>它含有随时间的栅格（{names}）</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>its name or variable is that of a rate, and it has no time</source>
   <translation>其名称或变量是速率的，且没有时间</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>{name} holds {names} without a time; a series needs rasters of several dates, rates a name such as velocity.</source>
   <translation>{name} 含有 {names} 而没有时间；序列需要几个日期的栅格，速率需要 velocity 之类的名称。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>it is a MATLAB file</source>
   <translation>它是 MATLAB 文件</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>{name} is an interferogram, which is no series yet; process the folder of all of them with “LiCSAR interferograms to time series”.</source>
   <translation>{name} 是干涉图，还不是序列；请用“LiCSAR 干涉图到时间序列”处理其整个文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>these are {count} rasters</source>
   <translation>这是 {count} 个栅格</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>it has {count} bands</source>
   <translation>它有 {count} 个波段</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>its name or unit is that of a rate</source>
   <translation>其名称或单位是速率的</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>{name} is a raster of one date; a series needs all of them: choose their folder.</source>
   <translation>{name} 是一个日期的栅格；序列需要全部日期：请选择其文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>{name} is a raster of one band without a date; where it holds rates, put “velocity” into its name.</source>
   <translation>{name} 是没有日期的单波段栅格；若是速率，请在其名称中写上“velocity”。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>it is a {suffix} file</source>
   <translation>它是 {suffix} 文件</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/recognise.py" />
   <source>text</source>
   <translation>文本</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/series_table.py" />
   <source>The table {path} does not exist.</source>
   <translation>表 {path} 不存在。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/series_table.py" />
   <source>{name} has dates down and points across, but no rows with the coordinates of the points; add two rows that begin with “lon” and “lat”, or join the points to their places first.</source>
   <translation>{name} 日期纵排、点横排，却没有点坐标的行；请添加以“lon”和“lat”开头的两行，或先把点与位置连接。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/series_table.py" />
   <source>{name} has two rows “{label}”; keep one of them.</source>
   <translation>{name} 有两行“{label}”；请只保留一行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/series_table.py" />
   <source>{name} has dates down and points across, and values in a row whose first cell is empty; write there what they are, or remove the row.</source>
   <translation>{name} 日期向下、点横排，而某行首格为空却有数值；请在首格写明是什么，或删去该行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/series_table.py" />
   <source>{name} has dates down and points across, but “{column}” has no name of a point above it; cells that are merged name only one of their columns. Write a name above each.</source>
   <translation>{name} 日期向下、点横排，而“{column}”上方没有点名；合并的单元格只为其中一列命名。请在每列上方写名称。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/series_table.py" />
   <source>{name} has several sets of dated columns ({sets}), of which none is surely the displacement; set the date pattern, such as {pattern}.</source>
   <translation>{name} 有几组带日期的列（{sets}），没有一组可以确定是位移；请设置日期格式，例如 {pattern}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/series_table.py" />
   <source>{name}: the columns {unread} … are not read as dates, so that rates are read without a series; set the date pattern, or write the dates as 2018-03-06.</source>
   <translation>{name}：列 {unread} … 未被读作日期，因此只读取速率而无时间序列；请设置日期模式，或将日期写成 2018-03-06。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/series_table.py" />
   <source>{name} has no dates; its rates are read without a series.</source>
   <translation>{name} 没有日期；其速率在没有序列的情况下读取。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/series_table.py" />
   <source>{name} has no columns named by dates (such as D20180306 or 2018-03-06), and no column of {value} either; say which one it is, set the date pattern, or name the column of rates. It has: {names}.</source>
   <translation>{name} 没有以日期命名的列（如 D20180306 或 2018-03-06），也没有{value}列；请指明是哪一列、设置日期格式，或写出速率列的名称。现有：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/series_table.py" />
   <source>{name}: the names “{first}” … “{last}” were cut to ten characters and numbered by a shapefile, so that their dates are lost; export the data again as a GeoPackage or CSV, or with shorter names.</source>
   <translation>{name}：名称“{first}”…“{last}”被 shapefile 截为十个字符并编了号，日期已丢失；请重新导出为 GeoPackage 或 CSV，或使用较短的名称。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/series_table.py" />
   <source>{name} gives one point of “{identifier}” several places; every point needs one place.</source>
   <translation>{name} 给点“{identifier}”多个位置；每个点应只有一个位置。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/series_table.py" />
   <source>{name} has more than one value for the point “{keys}” on {days}; keep one.</source>
   <translation>{name} 中点“{keys}”在 {days} 有多个值；请保留一个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/series_table.py" />
   <source>None of the {n_rows} points of {name} lies in the extent; check the extent and the table's CRS.</source>
   <translation>{name} 的 {n_rows} 个点没有一个在范围内；请检查范围和表的坐标参考系。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/series_table.py" />
   <source>{name} has no rows that can be read. They begin “{preview}”.</source>
   <translation>{name} 没有可以读取的行。它们以“{preview}”开头。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/series_table.py" />
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>{name} has no rows that can be read.</source>
   <translation>{name} 没有可读取的行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/stamps.py" />
   <source>{name} holds no series “ph_mm” (it holds {names}); write one in MATLAB with ps_plot('v-do','ts') and choose ps_plot_ts_v-do.mat.</source>
   <translation>{name} 没有序列“ph_mm”（它含有 {names}）；请在 MATLAB 中用 ps_plot('v-do','ts') 写出，并选择 ps_plot_ts_v-do.mat。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/stamps.py" />
   <source>In {name} the series have shape {shape}, which does not fit {points} points and {dates} days.</source>
   <translation>{name} 中序列的形状为 {shape}，与 {points} 个点和 {dates} 天不符。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/stamps.py" />
   <source>“day” of {name} holds no day numbers of MATLAB; write it again with StaMPS.</source>
   <translation>{name} 的“day”不是 MATLAB 的日数；请用 StaMPS 重新写出。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/stamps.py" />
   <source>Two images of {name} carry the same date; keep one of them.</source>
   <translation>{name} 有两景影像日期相同；请保留其一。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/stamps.py" />
   <source>“ph_disp” of {name} is a rate only for value types that start with v; choose ps_plot_v….mat.</source>
   <translation>{name} 的“ph_disp”只有在值类型以 v 开头时才是速率；请选择 ps_plot_v….mat。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/stamps.py" />
   <source>{name} holds {n} rates for {m} points.</source>
   <translation>{name} 有 {n} 个速率，却有 {m} 个点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/stamps.py" />
   <source>{name} holds no places “lonlat”; put ps2.mat beside it.</source>
   <translation>{name} 没有位置“lonlat”；请把 ps2.mat 放在旁边。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/stamps.py" />
   <source>“lonlat” of {name} is not in degrees.</source>
   <translation>{name} 的“lonlat”不是度。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/column_mapping.py" />
   <source>{where} has no columns of coordinates that can be recognised; say which they are. It has: {names}.</source>
   <translation>{where} 没有可识别的坐标列；请说明是哪些列。现有：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/doubts.py" />
   <source>{name}: “{column}” is in radians; convert it to degrees.</source>
   <translation>{name}：“{column}”以弧度为单位；请换算为度。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/doubts.py" />
   <source>{name}: “{column}” counts towards the west; its sign is turned.</source>
   <translation>{name}：“{column}”向西为正；其符号已反转。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/doubts.py" />
   <source>{name}: “{column}” counts towards the south; its sign is turned.</source>
   <translation>{name}：“{column}”向南为正；其符号已反转。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/doubts.py" />
   <source>{name}: longitudes go up to 360; those beyond 180 are taken as west.</source>
   <translation>{name}：经度达到 360；大于 180 的视为西经。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/doubts.py" />
   <source>{name}: coordinates such as {x:.6g}, {y:.6g} may be radians; as degrees, as which they are taken, they lie in the Gulf of Guinea.</source>
   <translation>{name}：坐标如 {x:.6g}, {y:.6g} 可能是弧度；现按度处理，它们将位于几内亚湾。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/doubts.py" />
   <source>{name}: “{column}” is in {unit}, the CRS ({crs}) counts otherwise; coordinates are multiplied by {factor:.8g}.</source>
   <translation>{name}：“{column}”以 {unit} 为单位，而坐标参考系（{crs}）的单位不同；坐标已乘以 {factor:.8g}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/doubts.py" />
   <source>{name}: coordinates such as {x:.10g}, {y:.10g} look like kilometres, but the CRS ({crs}) counts metres, as which they are taken.</source>
   <translation>{name}：坐标如 {x:.10g}, {y:.10g} 看起来是千米，但坐标参考系（{crs}）以米为单位，现按米处理。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/doubts.py" />
   <source>{name}: {count} rows such as “{example}” sum the others up and are no points; they are left out.</source>
   <translation>{name}：{count} 行（如“{example}”）是其他行的汇总，不是点；已略去。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/doubts.py" />
   <source>{name}: {count} rows repeat a point, such as “{point}”, at the same place; all are kept. Remove those that are no measurements of their own.</source>
   <translation>{name}：{count} 行在同一位置重复了一个点（如“{point}”）；全部保留。请删除并非独立测量的行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/increments.py" />
   <source>{name}: {count} points lack an increment; what they moved from then on stays empty.</source>
   <translation>{name}：{count} 个点缺少某个增量；此后的位移留空。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/increments.py" />
   <source>{name}: the columns run from one date to the next; they are summed up, from 0 on {start}.</source>
   <translation>{name}：各列从一个日期到下一个日期首尾相接；已累加，在 {start} 为 0。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/increments.py" />
   <source>{name}: “{first}” … are taken for increments since the date before, and summed up.</source>
   <translation>{name}：“{first}”… 被视为自前一日期以来的增量，并已累加。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/increments.py" />
   <source>{name}: “{first}” … agree with the rates as they are, so they are not summed up.</source>
   <translation>{name}：“{first}”… 按原样与速率相符，因此不累加。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/increments.py" />
   <source>Set COUNTED_FROM if that is wrong.</source>
   <translation>若不对，请设置 COUNTED_FROM。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/increments.py" />
   <source>{name}: “{first}” … may be increments since the date before; they are taken as displacements since the first. Set COUNTED_FROM if they are increments.</source>
   <translation>{name}：“{first}”… 可能是自前一日期以来的增量；按自第一个日期起的位移读取。若是增量，请设置 COUNTED_FROM。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/increments.py" />
   <source>{name}: the values behave like increments since the date before, not like displacements, as which they are taken. Set COUNTED_FROM if they are increments.</source>
   <translation>{name}：这些值更像自前一日期以来的增量，而不像位移，但现按位移处理。如果是增量，请设置 COUNTED_FROM。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/increments.py" />
   <source>{name}: “{first}” … look like angles of incidence, not like increments; name the columns of displacements by a date pattern, or set COUNTED_FROM.</source>
   <translation>{name}：“{first}”… 看上去是入射角，而不是增量；请用日期格式指明位移列，或设置 COUNTED_FROM。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_product.py" />
   <source>{name}: {count} rows have no coordinates and are left out.</source>
   <translation>{name}：{count} 行没有坐标，已略去。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_product.py" />
   <source>{name}: coordinates such as {x:.10g}, {y:.10g} look like degrees, but the chosen CRS ({crs}) has metres; choose the CRS of the coordinates.</source>
   <translation>{name}：{x:.10g}, {y:.10g} 之类的坐标像是度，但所选 CRS（{crs}）以米计；请选择坐标的 CRS。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_product.py" />
   <source>{name}: the column of latitudes goes up to {value:g}; longitude and latitude seem to be exchanged, name their columns.</source>
   <translation>{name}：纬度列达到 {value:g}；经度和纬度似乎互换了，请指明其列。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_product.py" />
   <source>{name}: coordinates such as {x:.10g}, {y:.10g} are no degrees; set the CRS of the coordinates.</source>
   <translation>{name}：{x:.10g}, {y:.10g} 之类的坐标不是度；请设置坐标的 CRS。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_product.py" />
   <source>{name}: {count} rows lie at 0, 0, far from all others; they have no place and are left out.</source>
   <translation>{name}：{count} 行位于 0, 0，远离其他所有点；它们没有位置，已略去。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_product.py" />
   <source>{name} has no column “{rate}”.</source>
   <translation>{name} 没有列“{rate}”。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_product.py" />
   <source>{name}, displacements</source>
   <translation>{name}，位移</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_product.py" />
   <source>All displacements of {name} are empty; there is nothing to import.</source>
   <translation>{name} 的位移全为空；没有可导入的内容。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_product.py" />
   <source>All rates of {name} are empty; there is nothing to import.</source>
   <translation>{name} 的速率全为空；没有可导入的内容。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_product.py" />
   <source>{name}: its dates reach to {last}, which lies in the future; check how they are written, or set the date pattern.</source>
   <translation>{name}：其日期延续到 {last}，在未来；请检查日期的写法，或设置日期格式。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>The column “{name}” states several units ({units}); bring all rows to one first.</source>
   <translation>列“{name}”声明了几种单位（{units}）；请先把各行统一。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>{name}: the rates of “{column}” are per {time}, not per year; convert them, or set UNIT where they are per year all the same.</source>
   <translation>{name}：“{column}”的速率为每{time}，而不是每年；请换算，或者若其实为每年，请设置 UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>displacements</source>
   <translation>位移</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>rates</source>
   <translation>速率</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>{name} counts in “{unit}”, which is no unit of its own; multiply the values, or set UNIT where they are in that unit all the same.</source>
   <translation>{name} 以“{unit}”计数，它本身不是单位；请换算数值，若数值确为某单位，请设置 UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>{name} states the unit {found} for its {kind} ({source}), which is no length; convert them to mm, or set UNIT where they are lengths all the same.</source>
   <translation>{name} 注明其{kind}的单位为 {found}（{source}），这不是长度；请换算为 mm，或者若其实为长度，请设置 UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>in names of columns</source>
   <translation>在列名中</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>{name} states the unit {found} for its {kind} ({source}), which is taken.</source>
   <translation>{name} 声明其{kind}的单位为 {found}（{source}），现采用。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>{name} states the unit {found} for its {kind}, but UNIT is {chosen}, which is taken. Leave UNIT on automatic to take the file's.</source>
   <translation>{name} 注明其{kind}的单位为 {found}，而 UNIT 为 {chosen}，采用后者。把 UNIT 留为自动即采用文件的单位。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>{name} has the columns of a P-SBAS product, whose values are usually in cm; they are taken as mm. Set UNIT to cm if they are.</source>
   <translation>{name} 具有 P-SBAS 产品的列，其值通常为 cm；现当作 mm。若为 cm，请把 UNIT 设为 cm。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>{name}: “{column}” may count sinking as positive; it is taken as it is (negative means sinking). Set REVERSE (“Positive means sinking”) if it does.</source>
   <translation>{name}：“{column}”可能以下沉为正；现按原样采用（负为下沉）。若确是如此，请设置 REVERSE（“以下沉为正”）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>{name}: no displacement is larger than {most:.3g} mm; where they are in metres or centimetres set UNIT.</source>
   <translation>{name}：没有位移大于 {most:.3g} mm；如果单位是米或厘米，请设置 UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>{name}: “{column}” sounds vertical, but is taken as {geometry}; set GEOMETRY to vertical if it is.</source>
   <translation>{name}：“{column}”听起来是垂直向，却按 {geometry} 读取；若确为垂直向，请将 GEOMETRY 设为垂直。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>{name}: “{column}” sounds horizontal; what follows takes it as {geometry}, so that it tells nothing of sinking.</source>
   <translation>{name}：“{column}”听起来是水平向；后续步骤把它当作 {geometry}，因此它说明不了沉降。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>{name}: “{column}” is in {unit}, while the displacements state no unit and are taken as mm; set UNIT if they are in {unit}, too.</source>
   <translation>{name}：“{column}”的单位为 {unit}，而位移没有注明单位，按 mm 处理；若位移也以 {unit} 为单位，请设置 UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>{name}: the rates and the slopes of the series differ by a factor of {factor:g}, so one of the two is in another unit; check UNIT, or leave the rate out.</source>
   <translation>{name}：速率与序列斜率相差 {factor:g} 倍，因此其中之一是另一种单位；请检查 UNIT，或略去速率。</translation>
  </message>
  <message>
   <location filename="../../subsidence/products/tables/table_units.py" />
   <source>{name}: the rates and the slopes of the series have opposite signs; check both.</source>
   <translation>{name}：速率与序列斜率符号相反；请检查两者。</translation>
  </message>
  <message>
   <location filename="../../subsidence/progress.py" />
   <source>About {minutes:.0f} min left.</source>
   <translation>约剩 {minutes:.0f} 分钟。</translation>
  </message>
  <message>
   <location filename="../../subsidence/progress.py" />
   <source>About {seconds:.0f} s left.</source>
   <translation>约剩 {seconds:.0f} 秒。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/band_times.py" />
   <source>{file} holds the elements {names}; name one of them as VARIABLE.</source>
   <translation>{file} 含有要素 {names}；请用 VARIABLE 指明其一。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/band_times.py" />
   <source>Of the elements of {file} “{chosen}” is read, not {passed}; VARIABLE names another.</source>
   <translation>在 {file} 的要素中读取“{chosen}”，而不是 {passed}；可用 VARIABLE 指明另一个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/band_times.py" />
   <source>the bands of {name}</source>
   <translation>{name} 的波段</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/band_times.py" />
   <source>the names of the rasters</source>
   <translation>栅格的名称</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/band_times.py" />
   <source>Band {number} of {name} has no date; name files or bands by date, such as 2018-03-06 or 20180306, or give a date pattern.</source>
   <translation>{name} 的波段 {number} 没有日期；请按日期给文件或波段命名，例如 2018-03-06 或 20180306，或给出日期样式。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_file.py" />
   <source>{name} is a zip archive, whatever its name says; unpack it first.</source>
   <translation>{name} 是 zip 压缩包，不论其名称如何；请先解压。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_file.py" />
   <source>{name} cannot be read as NetCDF or HDF5; it is damaged, cut off or of another format.</source>
   <translation>{name} 无法作为 NetCDF 或 HDF5 读取；它已损坏、被截断或是另一种格式。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_file.py" />
   <location filename="../../subsidence/raster/gdal_files.py" />
   <source>The array “{name}” of {other} cannot be read; the file is damaged or cut off. Copy or make it again.</source>
   <translation>{other} 的数组“{name}”无法读取；文件已损坏或被截断。请重新复制或制作。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_file.py" />
   <source>“{name}” of {file} is a climatology, a mean over many years and no series in time; choose another file.</source>
   <translation>{file} 的“{name}”是气候态，即多年平均，不是时间序列；请另选文件。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_file.py" />
   <source>Some times of “{name}” in {file} are missing.</source>
   <translation>{file} 中“{name}”的一些时间缺失。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_file.py" />
   <source>The dates of “{name}” in {file} cannot be told (unit “{units}”); give it a unit such as “days since 2000-01-01”.</source>
   <translation>{file} 中“{name}”的日期无法得知（单位“{units}”）；请给它“days since 2000-01-01”之类的单位。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>“{name}” of {file} is the mean of daily totals (GRIB_stepType {kind}), so its {unit} are per day.</source>
   <translation>{file} 的“{name}”是日总量的均值（GRIB_stepType {kind}），因此其 {unit} 为每天的量。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>“{name}” of {file} has beside time and place the axis “{axis}” of {count} values; write one of them to a file of its own.</source>
   <translation>{file} 的“{name}”除时间和位置外还有含 {count} 个值的轴“{axis}”；请把其中之一写成单独的文件。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>The axes of “{name}” in {file} ({names}) cannot be told apart; name them time, lat and lon, or y and x.</source>
   <translation>{file} 中“{name}”的轴（{names}）无法区分；请命名为 time、lat 和 lon，或 y 和 x。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>Some coordinates of the axis “{axis}” of “{name}” in {file} are missing; fill them in.</source>
   <translation>{file} 中“{name}”的轴“{axis}”缺少部分坐标；请补全。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>The axis “{axis}” of “{name}” in {file} has no coordinates, so its place on Earth is unknown; geocode it first.</source>
   <translation>{file} 中“{name}”的轴“{axis}”没有坐标，因此不知其地面位置；请先做地理编码。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>“{name}” of {file} lies on a curved grid (“{axis}” differs from row to row); warp it to even longitudes and latitudes first.</source>
   <translation>{file} 的“{name}”在弯曲格网上（“{axis}”逐行不同）；请先重采样到均匀的经纬度。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>“{name}” of {file} has one pixel only.</source>
   <translation>{file} 的“{name}”只有一个像元。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>The coordinates of “{name}” in {file} do not run steadily; sort or warp it first.</source>
   <translation>{file} 中“{name}”的坐标不是单调的；请先排序或重采样。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>“{name}” of {file} lies on a rotated pole whose CRS cannot be told; warp it to longitude and latitude first.</source>
   <translation>{file} 的“{name}”在旋转极上，其 CRS 无法得知；请先重采样到经纬度。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>“{name}” of {file} calls its axes longitude and latitude, but they reach {most:g} and {most_2:g}; set the CRS in the file.</source>
   <translation>{file} 的“{name}”称其轴为经度和纬度，但它们达到 {most:g} 和 {most_2:g}；请在文件中设置 CRS。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>“{name}” of {file} names no CRS; its degrees are taken as WGS 84.</source>
   <translation>{file} 的“{name}”没有指明 CRS；其度数当作 WGS 84。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>“{name}” of {file} names no CRS; its coordinates ({least:g} … {most:g}, {least_2:g} … {most_2:g}) are taken as degrees of WGS 84.</source>
   <translation>{file} 的“{name}”没有指明 CRS；其坐标（{least:g} … {most:g}，{least_2:g} … {most_2:g}）当作 WGS 84 的度。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <location filename="../../subsidence/raster/grid_source.py" />
   <source>{name} has a scale of 0, by which all values would be 0; mend it.</source>
   <translation>{name} 的缩放系数为 0，所有值都将为 0；请修正。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>{name} holds no variable on an x and a y axis (it holds {held}).</source>
   <translation>{name} 没有在 x 轴和 y 轴上的变量（它含有 {held}）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>Of the variables of {file} those for each date are read (“{first}” … “{last}”), not {passed}.</source>
   <translation>在 {file} 的变量中，读取每个日期各一个的变量（“{first}” … “{last}”），不读 {passed}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>{file} holds no variable “{variable}”; it holds {names}.</source>
   <translation>{file} 没有变量“{variable}”；它有 {names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>{file} holds several variables ({names}); name the one to read as VARIABLE.</source>
   <translation>{file} 含有几个变量（{names}）；请用 VARIABLE 指明要读的。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_source.py" />
   <source>Of the variables of {file} “{chosen}” is read, not {passed}; VARIABLE names another.</source>
   <translation>在 {file} 的变量中读取“{chosen}”，而不是 {passed}；可用 VARIABLE 指明另一个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_time.py" />
   <source>The unit of “{name}”, “{units}”, tells no date to count from, such as “days since 2000-01-01”; set it in the file.</source>
   <translation>“{name}”的单位“{units}”没有说明起算日期，如“days since 2000-01-01”；请在文件中设置。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_time.py" />
   <source>The calendar “{calendar}” of “{name}” is not known; known are {known}.</source>
   <translation>“{name}”的历法“{calendar}”未知；已知的有 {known}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_time.py" />
   <source>The unit of time “{unit}” of “{name}” is not known.</source>
   <translation>“{name}”的时间单位“{unit}”未知。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_time.py" />
   <source>The time counts from {text}, which is no calendar date.</source>
   <translation>时间从 {text} 起算，它不是日历日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_time.py" />
   <source>“{value:.0f}” is not a calendar date of the form YYYYMMDD.</source>
   <translation>“{value:.0f}”不是 YYYYMMDD 形式的日历日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_time.py" />
   <source>The time runs in the calendar “{calendar}”.</source>
   <translation>时间采用历法“{calendar}”。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cf_time.py" />
   <source>The times of the calendar “{calendar}” cannot be read: {error}.</source>
   <translation>历法“{calendar}”的时间无法读取：{error}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cube.py" />
   <source>The extent does not touch the data, which cover x {least:.6g} … {most:.6g}, y {least_2:.6g} … {most_2:.6g} ({crs}).</source>
   <translation>范围没有触及数据，数据覆盖 x {least:.6g} … {most:.6g}，y {least_2:.6g} … {most_2:.6g}（{crs}）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cube.py" />
   <source>{name}: displacements reach {most:.3g} mm, which is hardly possible; check their unit.</source>
   <translation>{name}：位移达到 {most:.3g} mm，这几乎不可能；请检查其单位。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cube.py" />
   <source>The displacements have shape {count}, which does not fit {total} dates and {width} x {count_d} pixels.</source>
   <translation>位移的形状为 {count}，与 {total} 个日期和 {width} x {count_d} 个像元不符。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cube.py" />
   <source>The dates of {source} do not increase from epoch to epoch.</source>
   <translation>{source} 的日期没有逐历元递增。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cube.py" />
   <source>The product</source>
   <translation>该产品</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cube.py" />
   <source>The mask {mask_source} removes every one of the {had} pixels with data; run again with APPLY_MASK=False, or process again with wider mask thresholds.</source>
   <translation>掩膜 {mask_source} 去掉了全部 {had} 个有数据的像元；请用 APPLY_MASK=False 重新运行，或放宽掩膜阈值重新处理。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cube.py" />
   <source>the product</source>
   <translation>该产品</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cube.py" />
   <source>The vertical displacement needs the up component of the line of sight (los_u, LiCSBAS' U.geo), which {source} does not hold; run again without VERTICAL.</source>
   <translation>换算垂直位移需要视线的向上分量（los_u，LiCSBAS 的 U.geo），而 {source} 中没有；请不用 VERTICAL 重新运行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cube.py" />
   <source>No pixel of {source} holds data in this extent.</source>
   <translation>{source} 在此范围内没有有数据的像元。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cube.py" />
   <source>The displacements of {name} hold no value at any of the {count} dates, while its rates do; the rates are read without a series. Make the file again to have one.</source>
   <translation>{name} 的位移在 {count} 个日期上都没有值，而其速率有；速率在没有序列的情况下读取。要有序列请重新制作该文件。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/cube.py" />
   <source>{count} pixels of {name} have a rate, but no displacement at any date; their series are NULL.</source>
   <translation>{name} 有 {count} 个像元有速率，但任何日期都没有位移；其序列为 NULL。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/gdal_files.py" />
   <source>This step reads its files through GDAL, whose Python package “osgeo” is missing; run it with the Python that comes with QGIS.</source>
   <translation>此步骤通过 GDAL 读取文件，但缺少其 Python 包“osgeo”；请用 QGIS 自带的 Python 运行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/gdal_files.py" />
   <source>A file is damaged, GDAL says: {why}.</source>
   <translation>文件已损坏，GDAL 提示：{why}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/gdal_files.py" />
   <source>The file {name} is HDF5, and the GDAL of this QGIS was built without its HDF5 driver; install a QGIS whose GDAL lists HDF5 under Settings, Options, GDAL.</source>
   <translation>文件 {name} 是 HDF5，而此 QGIS 的 GDAL 没有 HDF5 驱动；请安装在“设置 ▸ 选项 ▸ GDAL”中列有 HDF5 的 QGIS。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/gdal_files.py" />
   <source>The file {name} cannot be read as HDF5; it is damaged, cut off or of another format. Copy or make it again.</source>
   <translation>文件 {name} 无法作为 HDF5 读取；它已损坏、被截断或为其他格式。请重新复制或制作。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/gdal_files.py" />
   <source>The array “{name}” of {other} cannot be read; it is damaged, or packed with LZF, which MintPy uses and GDAL does not know.</source>
   <translation>{other} 的数组“{name}”无法读取；它已损坏，或用 LZF 压缩（MintPy 使用而 GDAL 不认识）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/gdal_files.py" />
   <source>The file {path} is damaged: it does not say where it lies.</source>
   <translation>文件 {path} 已损坏：没有说明其位置。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/gdal_files.py" />
   <source>The file {path} is damaged or cut off: part of it cannot be read.</source>
   <translation>文件 {path} 已损坏或被截断：其中一部分无法读取。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/gdal_files.py" />
   <source>cannot be read as a raster; it is damaged</source>
   <translation>无法作为栅格读取；它已损坏</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/gdal_files.py" />
   <source>does not exist</source>
   <translation>不存在</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/gdal_files.py" />
   <source>The file {path} {what}.</source>
   <translation>文件 {path} {what}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/grid_source.py" />
   <source>“{name}” of {file}</source>
   <translation>{file} 的“{name}”</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/grid_source.py" />
   <source>“{name}” holds several rasters; choose one of {names}.</source>
   <translation>“{name}”含多个栅格；请选择其一：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/grid_source.py" />
   <source>“{name}” holds no raster bands.</source>
   <translation>“{name}”没有栅格波段。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/grid_source.py" />
   <source>A tag of {name} states the scale factor {factor}, which its bands do not; values are taken as they stand.</source>
   <translation>{name} 的标签声明了缩放系数 {factor}，而其波段没有；数值按原样读取。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/grid_source.py" />
   <source>The longitudes of {name} go beyond 180; they are taken as west.</source>
   <translation>{name} 的经度大于 180；视为西经。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/grid_source.py" />
   <source>{name} cannot be read as a raster; it is damaged or of another format.</source>
   <translation>{name} 无法作为栅格读取；它已损坏或为其他格式。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/grid_source.py" />
   <source>{name} is damaged or cut off: band {band} cannot be read.</source>
   <translation>{name} 已损坏或被截断：波段 {band} 无法读取。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/grid_source.py" />
   <source>{name} holds complex numbers, as wrapped interferograms do, and not displacements.</source>
   <translation>{name} 含有复数（如缠绕干涉图），不是位移。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/matlab_file.py" />
   <source>{name} cannot be read as a MATLAB file ({error}); it is damaged, cut off or of another format.</source>
   <translation>{name} 无法作为 MATLAB 文件读取（{error}）；它已损坏、被截断或是另一种格式。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/trial.py" />
   <source>The file {path} is damaged: {what}. It was opened in a process of its own, so nothing else is harmed; copy or make the file again.</source>
   <translation>文件 {path} 已损坏：{what}。它是在单独的进程中打开的，因此没有影响其他；请重新复制或制作该文件。</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/trial.py" />
   <source>reading it does not come to an end</source>
   <translation>读取没有结束</translation>
  </message>
  <message>
   <location filename="../../subsidence/raster/trial.py" />
   <source>opening it ends the process that does so (signal or code {number})</source>
   <translation>打开它会使打开它的进程终止（信号或代码 {number}）</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/evaluation.py" />
   <source>In the test on unseen blocks each model learns from {drawn} points, drawn from those that it may see.</source>
   <translation>在未见区块的测试中，每个模型从其可见的点中随机抽取 {drawn} 个点进行学习。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/evaluation.py" />
   <source>Test on unseen blocks, fold {number} of {count}: </source>
   <translation>未见地块的检验，第 {number} / {count} 折：</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/factor_table.py" />
   <source>The layer lacks the factor {name}; add it under this name and in the same unit.</source>
   <translation>图层缺少因子 {name}；请用此名称和相同单位添加。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/factor_table.py" />
   <source>The layer lacks the factors {names}; add them under these names and in the same units.</source>
   <translation>图层缺少因子 {names}；请用这些名称和相同单位添加。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/factor_table.py" />
   <source>The factor “{name}” must hold {wanted}, as in the layer the model learned from.</source>
   <translation>因子“{name}”应为{wanted}，与模型学习时的图层一致。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/factor_table.py" />
   <source>All values of the factor “{name}” are NULL; choose another field.</source>
   <translation>因子“{name}”的值全为 NULL；请选择其他字段。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/factor_table.py" />
   <source>Every factor has the same value at all points ({names}), so no rate can be told from them; choose other fields.</source>
   <translation>每个因子在所有点上取值都相同（{names}），无法由它们说明速率；请选择其他字段。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/factor_table.py" />
   <source>“{name}” is to hold codes of classes, but is none of the factors: {names}.</source>
   <translation>“{name}”被指定为类别编码，但不在因子之列：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/factor_table.py" />
   <source>“{name}” runs from {least:.4g} to {most:.4g} here, but from {low:.4g} to {high:.4g} where the model learned; is it in the same unit?</source>
   <translation>“{name}”在此处为 {least:.4g} 至 {most:.4g}，而模型学习时为 {low:.4g} 至 {high:.4g}；单位是否相同？</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/fitting.py" />
   <source>These factors are the same at every training point and say nothing: {names}.</source>
   <translation>以下因子在每个训练点上都相同，说明不了任何问题：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/fitting.py" />
   <source>There are settings for {count} clusters, but {found} clusters to learn.</source>
   <translation>给出了 {count} 个聚类的设置，但要学习的聚类有 {found} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/fitting.py" />
   <source>No point has both a rate and all the factors; check the fields for NULL values.</source>
   <translation>没有点同时具有速率和全部因子；请检查字段中的 NULL 值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/fitting.py" />
   <source>Only {count} points to learn from have a rate and all the factors; at least {least_rows} are needed.</source>
   <translation>只有 {count} 个点同时具有速率和全部因子可供学习；至少需要 {least_rows} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/fitting.py" />
   <source>{n_outliers} rates lie more than {fence:.0f} interquartile ranges outside the quartiles; they are taken for errors and not learned from.</source>
   <translation>{n_outliers} 个速率超出四分位数 {fence:.0f} 倍四分位距以上；视为错误，不用于学习。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/fitting.py" />
   <source>Left out, because the model is no worse without: {names}.</source>
   <translation>因为不用它们模型也不更差，已略去：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/fitting.py" />
   <source>Cluster {cluster} has too few points, or lies on too few blocks of ground, to learn from; it uses the model of all points.</source>
   <translation>聚类 {cluster} 的点太少，或所在地块太少，无法学习；它使用全部点的模型。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/model.py" />
   <source>This rate model has not learned anything yet; call fit first.</source>
   <translation>该速率模型尚未学习；请先调用 fit。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/model_file.py" />
   <source>the names of the factors are no names</source>
   <translation>因子的名称不是名称</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/model_file.py" />
   <source>its rates or intervals are no possible numbers</source>
   <translation>其速率或区间不是可能的数</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/model_file.py" />
   <source>weights do not fit the network</source>
   <translation>权与网络不符</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/model_file.py" />
   <source>its weights are no possible numbers</source>
   <translation>其权重不是可能的数值</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>Of the factors “{name}” matters most: shuffled, it raises the mean squared error by {rise:.3g} (mm/yr)².</source>
   <translation>因子中“{name}”最重要：将其打乱后，均方误差增加 {rise:.3g} (mm/yr)²。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>Believe the test on blocks of ground where there is one: random test points lie beside points that were learned from.</source>
   <translation>若有按地块的检验，请相信它：随机检验点就在所学点旁边。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>Every test in words</source>
   <translation>每项检验的文字说明</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>What validation chose</source>
   <translation>验证所作的选择</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>Coordinates are among the factors: good figures here are interpolation, not causes.</source>
   <translation>因子中含有坐标：此处的好成绩是插值，不是原因。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>How good</source>
   <translation>有多好</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>All points. Skill is 1 − MSE/MSE of the better of mean and linear model, which is marked “skill 0” in each test: less than 0 is worse than that.</source>
   <translation>所有点。技巧分为 1 − MSE/MSE₀，MSE₀ 取均值与线性模型中较好者，在每个检验中标为“技巧分 0”；小于 0 即比它差。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>With and without clusters</source>
   <translation>使用与不使用聚类</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>test</source>
   <translation>检验</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>MSE, observed cluster, (mm/yr)²</source>
   <translation>MSE，观测聚类，(mm/yr)²</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>MSE, guessed cluster, (mm/yr)²</source>
   <translation>MSE，推断聚类，(mm/yr)²</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>MSE, no clusters, (mm/yr)²</source>
   <translation>MSE，无聚类，(mm/yr)²</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>share within ±10 mm/yr</source>
   <translation>在 ±10 mm/yr 内的比例</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>too few points</source>
   <translation>点太少</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>With the observed label: the paper's way, optimistic because the label comes from the series. Guessed: the label is told from the factors, as on ground without series.</source>
   <translation>用观测标签：论文的做法，因标签来自序列而偏乐观。推断：标签由因子判断，如同没有序列的地面。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>Random test points</source>
   <translation>随机检验点</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>Test blocks of ground</source>
   <translation>检验地块</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>Test areas</source>
   <translation>检验区域</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>All points, those learned from too</source>
   <translation>所有点，包括所学的点</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>Every block of ground left out in turn</source>
   <translation>每个地块依次留出</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>MSE, (mm/yr)²</source>
   <translation>MSE，(mm/yr)²</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>MAE, mm/yr</source>
   <translation>MAE，mm/yr</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>width of the interval, mm/yr</source>
   <translation>区间宽度，mm/yr</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>Predicted against observed</source>
   <translation>预测与观测对照</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>Test points</source>
   <translation>检验点</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>Where it errs</source>
   <translation>错在何处</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>predicted rate (mm/yr)</source>
   <translation>预测速率 (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>predicted − observed (mm/yr)</source>
   <translation>预测 − 观测 (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>Error</source>
   <translation>误差</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>How alike the test errors of points at a distance are; well above 0 nearby, something local is missing</source>
   <translation>相隔一定距离的点的检验误差有多相似；近处明显大于 0，说明缺少某种局部因素</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>What matters</source>
   <translation>什么起作用</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>rise of mse</source>
   <translation>mse 的上升</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>Rise of the test error when a factor is shuffled, (mm/yr)²</source>
   <translation>打乱某个因子时检验误差的上升，(mm/yr)²</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>rank by rise</source>
   <translation>按上升的名次</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>grey grade</source>
   <translation>灰色关联度</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>grey rank</source>
   <translation>灰色名次</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>Grey grades depend on normalization and polarity and look at one factor at a time; the rise of the error shows what the model uses beside all other factors. Twins share their importance.</source>
   <translation>灰色关联度取决于归一化和极性，一次只看一个因子；误差的上升表明模型在其他所有因子之外用到了什么。成对相似的因子分享重要性。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>Mean predicted rate (mm/yr) when one factor is set to a value everywhere; band: 10th to 90th percentile</source>
   <translation>把某个因子在各处设为同一值时的平均预测速率 (mm/yr)；带：第 10 至第 90 百分位</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>better than</source>
   <translation>优于</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>not better than</source>
   <translation>不优于</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source> without clusters</source>
   <translation>（不用聚类）</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>{evaluation}: the mean squared error{alone} is {ours:.4g} (mm/yr)², {better} the best simpler model ({model}, {other:.4g}); {within:.1%} lie within ±{within_mm:.0f} mm/yr (DZ/T 0154-2020), and the intervals cover {covered:.1%}.</source>
   <translation>{evaluation}：均方误差{alone}为 {ours:.4g} (mm/yr)²，{better}最好的较简单模型（{model}，{other:.4g}）；{within:.1%} 落在 ±{within_mm:.0f} mm/yr 以内（DZ/T 0154-2020），区间覆盖 {covered:.1%}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>{evaluation}: with observed clusters {own:.4g}, which is optimistic because the labels come from the series; with clusters guessed from the factors {guessed:.4g}; without clusters {without:.4g}. Clusters {verdict} on ground without series.</source>
   <translation>{evaluation}：用观测聚类为 {own:.4g}，偏乐观，因为标签来自序列；用由因子猜测的聚类为 {guessed:.4g}；不用聚类为 {without:.4g}。在没有序列的地面上，聚类{verdict}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>do not help</source>
   <translation>没有帮助</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>help</source>
   <translation>有帮助</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>{evaluation}: validation inside the training part left out {left_out}.</source>
   <translation>{evaluation}：训练部分内部的验证略去了 {left_out}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>{evaluation}: told the coordinates of the points, even a small ensemble reaches {ours:.4g} (mm/yr)². That is interpolation between neighbours; it says nothing about causes or other cities.</source>
   <translation>{evaluation}：若告知点的坐标，即使小型集成模型也能达到 {ours:.4g} (mm/yr)²。那是相邻点之间的内插；说明不了原因，也不适用于其他城市。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>No trees were compared: scikit-learn is not installed, or the comparison was switched off.</source>
   <translation>没有与树模型比较：未安装 scikit-learn，或比较已关闭。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>No cross-validation by blocks was made: a random test measures interpolation between neighbours, not prediction of new ground.</source>
   <translation>没有做分块交叉验证：随机检验衡量的是相邻点之间的内插，而不是对新地面的预测。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>{evaluation}, {model}: networks and others answer together, with weights that validation gave: {weights}.</source>
   <translation>{evaluation}，{model}：网络与其他方法一起作答，权重由验证给出：{weights}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>{evaluation}, {model}: what the factors say is averaged over places around; each place by itself has {lonely:.4g} (mm/yr)², the average {ours:.4g}. The simpler models averaged alike stand in the table.</source>
   <translation>{evaluation}，{model}：因子给出的结果在周边位置上取了平均；各位置单独的均方误差为 {lonely:.4g} (mm/yr)²，平均后为 {ours:.4g}。较简单模型作同样平均的结果见表。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>{evaluation}: with measured points speaking for places near them {near:.4g} (mm/yr)², from the factors alone {ours:.4g}. The first holds near measured points; the second says what the factors explain.</source>
   <translation>{evaluation}：让已测点说明附近的地方时为 {near:.4g} (mm/yr)²，仅由因子为 {ours:.4g}。前者在已测点附近成立；后者说明因子解释了什么。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>model of all points</source>
   <translation>全部点的模型</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>distance (km)</source>
   <translation>距离 (km)</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/report.py" />
   <source>correlation of errors</source>
   <translation>误差的相关</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/scaling.py" />
   <source>The factors have shape {shape}, which does not fit {total} names.</source>
   <translation>因子的形状为 {shape}，与 {total} 个名称不符。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/scaling.py" />
   <source>The rate is {low:g} at every training point, so there is nothing to learn; choose another field.</source>
   <translation>速率在每个训练点上都是 {low:g}，没有可学习的内容；请选择其他字段。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/settings.py" />
   <source>The ensemble and the swarm need at least one member, and the numbers of hidden neurons and generations cannot be negative.</source>
   <translation>集成模型和粒子群至少需要一个成员，隐藏神经元数和代数不能为负。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/settings.py" />
   <source>The training method “{training}” is not known.</source>
   <translation>训练方法“{training}”未知。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/settings.py" />
   <source>The level of the intervals is {level:g}; it must lie between 0 and 1.</source>
   <translation>区间水平为 {level:g}；应在 0 与 1 之间。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/settings.py" />
   <source>{key} is “{text}”, but there are {count} clusters: give one whole number for each, with commas.</source>
   <translation>{key} 为“{text}”，但有 {count} 个聚类：请各给一个整数，用逗号分隔。</translation>
  </message>
  <message>
   <location filename="../../subsidence/rate/unseen_ground.py" />
   <source>what was learned of unseen ground does not fit</source>
   <translation>关于未见地面的信息不相符</translation>
  </message>
  <message>
   <location filename="../../subsidence/report/figures.py" />
   <source>observed ({unit})</source>
   <translation>观测 ({unit})</translation>
  </message>
  <message>
   <location filename="../../subsidence/report/figures.py" />
   <source>predicted ({unit})</source>
   <translation>预测 ({unit})</translation>
  </message>
  <message>
   <location filename="../../subsidence/report/kmz.py" />
   <source>{count} points are more than Google Earth shows smoothly; select at most {most} of them.</source>
   <translation>{count} 个点超过 Google Earth 能流畅显示的数量；请至多选择 {most} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/report/kmz.py" />
   <source>Rate: {rate:.1f} mm/yr</source>
   <translation>速率：{rate:.1f} mm/yr</translation>
  </message>
  <message>
   <location filename="../../subsidence/report/kmz.py" />
   <source>{first} to {last}: {total:.1f} mm</source>
   <translation>{first} 至 {last}：{total:.1f} mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/report/page.py" />
   <source>Table</source>
   <translation>表</translation>
  </message>
  <message>
   <location filename="../../subsidence/report/page.py" />
   <source>{name} ({count} rows)</source>
   <translation>{name}（{count} 行）</translation>
  </message>
  <message>
   <location filename="../../subsidence/report/page.py" />
   <source>Origin</source>
   <translation>来源</translation>
  </message>
  <message>
   <location filename="../../subsidence/report/page.py" />
   <source>Algorithm, parameters and versions</source>
   <translation>算法、参数和版本</translation>
  </message>
  <message>
   <location filename="../../subsidence/report/share_map.py" />
   <source>Some points have no place; they cannot be put on a map.</source>
   <translation>有些点没有位置，无法放到地图上。</translation>
  </message>
  <message>
   <location filename="../../subsidence/report/share_map.py" />
   <source>A value of {value:.0f} mm is no displacement of ground; check the unit.</source>
   <translation>{value:.0f} mm 不可能是地面位移；请检查单位。</translation>
  </message>
  <message>
   <location filename="../../subsidence/series.py" />
   <source>The displacements have shape {count}, which does not fit {total} dates.</source>
   <translation>位移的形状为 {count}，与 {total} 个日期不符。</translation>
  </message>
  <message>
   <location filename="../../subsidence/series.py" />
   <source>There are {count} series, but the coordinates have shape {total}.</source>
   <translation>有 {count} 个序列，而坐标的形状为 {total}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/series.py" />
   <source>The dates of a series must increase from epoch to epoch without repeats.</source>
   <translation>序列的日期必须逐历元递增且不重复。</translation>
  </message>
  <message>
   <location filename="../../subsidence/series.py" />
   <source>The displacement series</source>
   <translation>位移序列</translation>
  </message>
  <message>
   <location filename="../../subsidence/series.py" />
   <source>“{text}” is not a calendar date of the form YYYYMMDD.</source>
   <translation>“{text}”不是 YYYYMMDD 形式的日历日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/series.py" />
   <source>“{text}” is no date; write it like 2020-01-31.</source>
   <translation>“{text}”不是日期；请写成 2020-01-31 的形式。</translation>
  </message>
  <message>
   <location filename="../../subsidence/series.py" />
   <source>The fields “{first}” … may hold what moved between two dates; import the layer first (Import series table or dated layer).</source>
   <translation>字段“{first}”… 可能存放两个日期之间的变动；请先导入该图层（导入序列表或带日期的图层）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/series.py" />
   <source>The field “{name}” looks like a displacement epoch, but {match} is not a calendar date; rename or remove it.</source>
   <translation>字段“{name}”看似位移历元，但 {match} 不是日历日期；请改名或删除。</translation>
  </message>
  <message>
   <location filename="../../subsidence/series.py" />
   <source>The fields “{found}” and “{name}” carry the same date; keep only one of them.</source>
   <translation>字段“{found}”和“{name}”是同一日期；请只保留一个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/series.py" />
   <source>The layer has the rates of a deformation store alone, not the series; make a layer with both by “Deformation store to layer” (import_store) first.</source>
   <translation>该图层只有形变存储的速率，没有序列；请先用“形变存储转为图层”（import_store）生成两者俱全的图层。</translation>
  </message>
  <message>
   <location filename="../../subsidence/series.py" />
   <source>The layer has no displacement fields; they must be named DYYYYMMDD, D_YYYYMMDD or YYYYMMDD, for example D20180306.</source>
   <translation>图层没有位移字段；其名称应为 DYYYYMMDD、D_YYYYMMDD 或 YYYYMMDD，例如 D20180306。</translation>
  </message>
  <message>
   <location filename="../../subsidence/series.py" />
   <source>The fields of displacements</source>
   <translation>位移字段</translation>
  </message>
  <message>
   <location filename="../../subsidence/spatial/geodesy.py" />
   <source>“{name}” has a geographic CRS, but its coordinates reach {most:.0f} and cannot be degrees; set the layer's true CRS.</source>
   <translation>“{name}”的坐标参考系是地理坐标，但坐标达到 {most:.0f}，不可能是度；请设置图层真正的坐标参考系。</translation>
  </message>
  <message>
   <location filename="../../subsidence/spatial/look_vectors.py" />
   <source>The line of sight of “{name}” points down (los_u {up:.2f}), from the satellite to the ground; it was turned round. Displacements are still taken as positive towards the satellite.</source>
   <translation>“{name}”的视线指向下方（los_u {up:.2f}），即由卫星指向地面；已翻转。位移仍以朝向卫星为正。</translation>
  </message>
  <message>
   <location filename="../../subsidence/spatial/look_vectors.py" />
   <source>The line of sight of “{name}” is not that of a satellite: los_u lies between {low:.2f} and {high:.2f}, but must be positive, about 0.6 to 0.9; check los_e, los_n and los_u.</source>
   <translation>“{name}”的视线不是卫星的视线：los_u 在 {low:.2f} 与 {high:.2f} 之间，但必须为正，约 0.6 到 0.9；请检查 los_e、los_n 和 los_u。</translation>
  </message>
  <message>
   <location filename="../../subsidence/spatial/look_vectors.py" />
   <source>{count} of {total} lines of sight of “{name}” are no unit vectors and count as unknown.</source>
   <translation>“{name}”的 {total} 个视线中有 {count} 个不是单位向量，当作未知。</translation>
  </message>
  <message>
   <location filename="../../subsidence/spatial/look_vectors.py" />
   <source>The line of sight of “{name}” is no unit vector: its length is {length:.3g} instead of 1. Give the components of the vector from the ground to the satellite, not angles.</source>
   <translation>“{name}”的视线不是单位向量：其长度为 {length:.3g} 而不是 1。请给出由地面指向卫星的向量的分量，而不是角度。</translation>
  </message>
  <message>
   <location filename="../../subsidence/spatial/look_vectors.py" />
   <source>{error} It is left out.</source>
   <translation>{error} 已略去。</translation>
  </message>
  <message>
   <location filename="../../subsidence/spatial/splits.py" />
   <source>{n_rows} points are too few to train on {train_share:.0%}, validate on {validation_share:.0%} and test.</source>
   <translation>{n_rows} 个点太少，无法以 {train_share:.0%} 训练、{validation_share:.0%} 验证并检验。</translation>
  </message>
  <message>
   <location filename="../../subsidence/spatial/splits.py" />
   <source>There are only {count} blocks of ground, but training, validation and test need one each; choose smaller blocks or a random split.</source>
   <translation>只有 {count} 个地块，而训练、验证和检验各需一个；请选择更小的地块或随机划分。</translation>
  </message>
  <message>
   <location filename="../../subsidence/spatial/splits.py" />
   <source>There are only {count} blocks of ground; cross-validation by blocks needs at least 3.</source>
   <translation>只有 {count} 个地块；分块交叉验证至少需要 3 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/spatial/splits.py" />
   <source>One fold would leave out all the ground at once; give 0 for no such test, or 2 folds and more.</source>
   <translation>只有一折会一次性留出全部区域；请填 0（不做该检验）或 2 折以上。</translation>
  </message>
  <message>
   <location filename="../../subsidence/spatial/splits.py" />
   <source>An ensemble needs at least two points (or blocks) to train and to validate on.</source>
   <translation>集成模型至少需要两个点（或地块）用于训练和验证。</translation>
  </message>
  <message>
   <location filename="../../subsidence/spatial/splits.py" />
   <source>The block size must be larger than zero metres.</source>
   <translation>地块大小必须大于零米。</translation>
  </message>
  <message>
   <location filename="../../subsidence/spatial/splits.py" />
   <source>The training share {train_share:g} and the validation share {validation_share:g} must be above 0 and leave something of 1 for the test.</source>
   <translation>训练比例 {train_share:g} 和验证比例 {validation_share:g} 必须大于 0，并从 1 中给检验留下一部分。</translation>
  </message>
  <message>
   <location filename="../../subsidence/staging.py" />
   <source>An interrupted run had finished its results; they have been put in place in {folder}.</source>
   <translation>被中断的一次运行其实已完成结果；已放入 {folder}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/staging.py" />
   <source>Left-overs of an interrupted run were removed from {folder}.</source>
   <translation>已从 {folder} 清除一次被中断运行的残留。</translation>
  </message>
  <message>
   <location filename="../../subsidence/staging.py" />
   <source>The output {path} needs about {needed:.1f} MB, and only {free:.1f} MB are left there; free some space or choose another place.</source>
   <translation>输出 {path} 需要约 {needed:.1f} MB，而那里只剩 {free:.1f} MB；请腾出空间或选择别处。</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/point_store.py" />
   <location filename="../../subsidence/store/selection.py" />
   <source>The store {path} has {count} points; there is no such row.</source>
   <translation>库 {path} 有 {count} 个点；没有这一行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/point_store.py" />
   <source>There is no point to be put into the store {path}.</source>
   <translation>没有可写入存储 {path} 的点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/point_store.py" />
   <source>The column {name} is called {other} in the store.</source>
   <translation>列 {name} 在存储中名为 {other}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/raster_store.py" />
   <source>A raster named {name} cannot be in a store; rename it.</source>
   <translation>名为 {name} 的栅格不能存入库；请改名。</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/selection.py" />
   <source>No point of the store {path} is in the extent and of the names that were given.</source>
   <translation>存储 {path} 中没有既在范围内又具有给定名称的点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/store_folder.py" />
   <source>The store {path} has format {version}, this plugin knows {known}; update the plugin.</source>
   <translation>库 {path} 的格式为 {version}，本插件支持 {known}；请更新插件。</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/store_folder.py" />
   <source>{path} says that its values are in another unit or have another sign than a store's ({unit}; {sign}); make it again.</source>
   <translation>{path} 称其数值的单位或正负号与存储的规定（{unit}；{sign}）不同；请重新生成。</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/store_folder.py" />
   <source>a store of points</source>
   <translation>点库</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/store_folder.py" />
   <source>a store of rasters</source>
   <translation>栅格库</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/store_folder.py" />
   <source>{path} is {told}, which does not fit here.</source>
   <translation>{path} 是{told}，不适用于此处。</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/store_folder.py" />
   <source>{path} is no store, or was not written whole ({name} is missing or damaged); make it again.</source>
   <translation>{path} 不是库，或没有完整写出（{name} 缺失或损坏）；请重新生成。</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/store_folder.py" />
   <source>The store {path} lacks {count} of its {all} files ({name} …); copy it again, or make it again.</source>
   <translation>库 {path} 的 {all} 个文件中缺少 {count} 个（{name} ……）；请重新复制或重新生成。</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/store_folder.py" />
   <source>its content is damaged</source>
   <translation>其内容已损坏</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/store_folder.py" />
   <source>{path} of the store cannot be read ({why}); copy the store again, or make it again.</source>
   <translation>无法读取库的 {path}（{why}）；请重新复制或重新生成库。</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/store_folder.py" />
   <source>{path} is not as {name} says: another program has changed it since the store was written. Make the store again, or import that file for itself.</source>
   <translation>{path} 与 {name} 所述不符：存储写成之后被其他程序改动过。请重新生成该存储，或单独导入该文件。</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/store_folder.py" />
   <source>The store {path} also holds {name}, which would be lost with it; move that away, or choose another folder.</source>
   <translation>存储 {path} 中还有 {name}，会随之丢失；请将其移走，或选择其他文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/store_folder.py" />
   <source>There is no room for the store {path}: up to {size:.0f} MB are needed.</source>
   <translation>没有足够空间存放库 {path}：至多需要 {size:.0f} MB。</translation>
  </message>
  <message>
   <location filename="../../subsidence/store/store_folder.py" />
   <source>The store {path} cannot be written: {error}.</source>
   <translation>无法写出库 {path}：{error}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/assessment.py" />
   <source>unknown: too few points</source>
   <translation>未知：点太少</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/assessment.py" />
   <source>below {limit}</source>
   <translation>低于 {limit}</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/assessment.py" />
   <source>cannot say about {limit}</source>
   <translation>关于 {limit} 无法断定</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/assessment.py" />
   <source>exceeds {limit}</source>
   <translation>超过 {limit}</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/change.py" />
   <source>The period {start} … {end} must lie within the series, {first} … {last}.</source>
   <translation>时期 {start} … {end} 必须在序列 {first} … {last} 之内。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/change.py" />
   <source>A settlement needs at least 4 epochs; the series has {count}.</source>
   <translation>沉降至少需要 4 个历元；序列有 {count} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/limits.py" />
   <source>The quantity “{quantity}” is not known; use one of {names}.</source>
   <translation>量“{quantity}”未知；请用 {names} 之一。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/limits.py" />
   <source>The limit “{value}” of {quantity} must be above 0.</source>
   <translation>{quantity} 的限值“{value}”必须大于 0。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/limits.py" />
   <source>The table of limits needs the columns “quantity” and “value”; it has {names}.</source>
   <translation>限值表需要“quantity”和“value”两列；它有 {names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/limits.py" />
   <source>Row {row} of the table of limits has the value “{value}”; write 1/500 or 2.</source>
   <translation>限值表第 {row} 行的值为“{value}”；请写 1/500 或 2。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/limits.py" />
   <source>The table of limits has no rows.</source>
   <translation>限值表没有行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/profile.py" />
   <source>A line has no length; remove it or draw it again.</source>
   <translation>有一条线没有长度；请去掉或重画。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/profile.py" />
   <source>A line of {length:.0f} m has {count} stations {step:g} m apart; take a larger step.</source>
   <translation>{length:.0f} m 的线有 {count} 个间隔 {step:g} m 的站；请取更大的步长。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>Settlement of structures: screening</source>
   <translation>结构物沉降：筛查</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>{source}, {start} to {end}</source>
   <translation>{source}，{start} 至 {end}</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>Each structure's class</source>
   <translation>各结构物的类别</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>{above} of {known} structures exceed {limit} with a probability of 95 % or more; of {open} it cannot be said. {unknown} have too few points.</source>
   <translation>{known} 个结构物中有 {above} 个以 95 % 以上的概率超过 {limit}；{open} 个无法断定。{unknown} 个点太少。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>This is screening, not a finding of damage: limits are design values of foundations, and InSAR sees the ground or a roof where scatterers happen to be. Motion along the line of sight counts as settlement only if the ground does not move sideways.</source>
   <translation>这是筛查，不是损坏的结论：限值是基础的设计值，InSAR 看到的是散射体恰好所在的地面或屋顶。视线向运动只有在地面不横向移动时才算作沉降。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>The intervals count the noise of the series and what neighbouring points share, not a wrong reference.</source>
   <translation>区间计入序列的噪声和相邻点共有的误差，不计入错误的参考。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>At the forecast's last date {above} structures exceed it, by the forecast and its interval.</source>
   <translation>在预测的最后日期，按预测及其区间有 {above} 个结构物超过。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>limit</source>
   <translation>限值</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>of</source>
   <translation>量</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>meaning</source>
   <translation>含义</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>clause</source>
   <translation>条款</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>verified</source>
   <translation>已核实</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>Limits marked “no” were taken from memory of the source or from a text about it: check before use.</source>
   <translation>标为“否”的限值取自对来源的记忆或转述：使用前请核对。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>differential, mm</source>
   <translation>差异，mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>tilt, mm/m</source>
   <translation>倾斜，mm/m</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>distortion, mm/m</source>
   <translation>畸变，mm/m</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>deflection, mm/m</source>
   <translation>挠度，mm/m</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>The largest of many</source>
   <translation>众多中的最大者</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>largest found</source>
   <translation>找到的最大值</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>quantity</source>
   <translation>量</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>structures</source>
   <translation>结构物</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>and 95 %</source>
   <translation>及 95 %</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>largest on still ground, median</source>
   <translation>静止地面上的最大值，中位数</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>What the largest of all structures would be if nothing moved but the noise, from 400 draws.</source>
   <translation>若除噪声外没有任何运动，所有结构物中的最大值会是多少，由 400 次抽样得出。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>The structures most likely to exceed it</source>
   <translation>最可能超过的结构物</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>structure</source>
   <translation>结构物</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>settlement, mm</source>
   <translation>沉降，mm</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>class</source>
   <translation>类别</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>± is one standard error; settlement is positive down.</source>
   <translation>± 为一个标准误差；沉降向下为正。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>Profiles along lines</source>
   <translation>沿线剖面</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>The bars are 95 % intervals of the mean of each station's points, the band their 10th to 90th percentile.</source>
   <translation>竖线为各站点所取点均值的 95 % 区间，色带为其第 10 至第 90 百分位。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>Stations without points stay empty. The largest of many noisy slopes is too large on still ground as well: compare it with its standard error, and with how many spans were looked at.</source>
   <translation>没有点的站保持为空。许多含噪坡度中的最大者即使在静止地面上也偏大：请与其标准误差以及看过的跨度数相比较。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>{name}: rate with its 95 % interval, and displacement at some dates</source>
   <translation>{name}：速率及其 95 % 区间，以及若干日期的位移</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>“{name}” has no points within the width.</source>
   <translation>“{name}”在宽度内没有点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>“{name}”: {known} of {all} stations have points; the lowest rate is {rate:.1f} ± {std:.1f} mm/yr at {chainage:.0f} m.</source>
   <translation>“{name}”：{all} 个站中有 {known} 个有点；最低速率为 {chainage:.0f} m 处的 {rate:.1f} ± {std:.1f} mm/yr。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>The clearest change of slope is {value:.2f} ± {std:.2f} mm/m at {chainage:.0f} m.</source>
   <translation>最明显的坡度变化为 {chainage:.0f} m 处的 {value:.2f} ± {std:.2f} mm/m。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <source>It changes by {rate:+.2f} ± {std:.2f} mm/m a year (+ grows).</source>
   <translation>它每年变化 {rate:+.2f} ± {std:.2f} mm/m（正为增大）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/structures/report.py" />
   <location filename="../../ui/viewer/profile_window.py" />
   <source>chainage (m)</source>
   <translation>里程 (m)</translation>
  </message>
  <message>
   <location filename="../../subsidence/synthetic/city.py" />
   <source>A synthetic city needs at least 20 points and 3 epochs.</source>
   <translation>合成城市至少需要 20 个点和 3 个历元。</translation>
  </message>
  <message>
   <location filename="../../subsidence/synthetic/layers.py" />
   <source>The file {path} must end in one of {known}.</source>
   <translation>文件 {path} 的扩展名必须是 {known} 之一。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/cell_numbers.py" />
   <source>“{cell}”: O is west in some languages (Oeste, Ouest, Ovest) and east in others (Ost); write W or E.</source>
   <translation>“{cell}”：O 在一些语言中表示西（Oeste、Ouest、Ovest），在另一些语言中表示东（Ost）；请写 W 或 E。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/column_values.py" />
   <source>{where} has decimal commas and decimal points; write it in one way.</source>
   <translation>{where} 既有小数逗号又有小数点；请统一写法。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/column_values.py" />
   <source>“{value}” in row {index} of {where} is not a number.</source>
   <translation>{where} 第 {index} 行的“{value}”不是数字。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/column_values.py" />
   <source>“{text}” in row {row} of {where} is not a date such as {expected}.</source>
   <translation>{where} 第 {row} 行的“{text}”不是 {expected} 这样的日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/column_values.py" />
   <source>The dates of {where} mix day/month and month/day; write them as 2018-03-06 or state their format.</source>
   <translation>{where} 的日期混用了日/月和月/日；请写成 2018-03-06 或说明格式。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_parts.py" />
   <source>{name}: {parts} in row {row} ({cells}) are no date; mend the row, or name the column of dates.</source>
   <translation>{name}：第 {row} 行的 {parts}（{cells}）不是日期；请改正该行，或写出日期列的名称。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_parts.py" />
   <source>{name}: its columns of months begin with “{first}”, so that “{year}” may be the year in which they begin or end; write dates such as 2018-03 beside each value.</source>
   <translation>{name}：其月份列从“{first}”开始，因此“{year}”可能是起始年，也可能是结束年；请在每个值旁写出 2018-03 之类的日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_parts.py" />
   <source>{name}: “{column}” in row {row} has a value, but {year}-{month} has no such day.</source>
   <translation>{name}：第 {row} 行的“{column}”有值，但 {year}-{month} 没有这一天。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_parts.py" />
   <source>its columns “{first}” … “{last}”</source>
   <translation>其列“{first}”…“{last}”</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_parts.py" />
   <source>The dates of “{name}” are put together from {parts}.</source>
   <translation>“{name}”的日期由 {parts} 组成。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_parts.py" />
   <source>A month stands for its first day.</source>
   <translation>月份代表其第一天。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_parts.py" />
   <source>{count} rows without a year are left out.</source>
   <translation>{count} 行没有年份，被略去。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_text.py" />
   <source>The decimal years of {where} have two decimals at most, so that dates are up to two days off.</source>
   <translation>{where} 的十进制年份最多两位小数，因此日期可能相差两天。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_text.py" />
   <source>The dates of {where} are read as month/day/year.</source>
   <translation>{where} 的日期按月/日/年读取。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_text.py" />
   <source>only then they are in order</source>
   <translation>只有这样日期才有序</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_text.py" />
   <source>only then they lie together</source>
   <translation>只有这样日期才集中</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_text.py" />
   <source>The dates of {where} are read as {form}, as {because}.</source>
   <translation>{where}的日期按 {form} 读取，因为{because}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_text.py" />
   <source>The dates of {where} are read as day.month.year; state the format if they are month.day.year.</source>
   <translation>{where}的日期按 日.月.年 读取；若为 月.日.年，请指定格式。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_text.py" />
   <source>The dates of {where}, such as “{text}”, can be read as {forms}; set the date pattern, such as {pattern}, or write them as 2018-03-06.</source>
   <translation>{where}的日期（例如“{text}”）可按 {forms} 读取；请设置日期格式，例如 {pattern}，或写成 2018-03-06。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_text.py" />
   <source> or </source>
   <translation> 或 </translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/date_text.py" />
   <location filename="../../subsidence/tabular/dated_names.py" />
   <source>The date pattern “{pattern}” is not a regular expression: {error}.</source>
   <translation>日期样式“{pattern}”不是正则表达式：{error}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/dated_pairs.py" />
   <source>The columns “{first}” … “{last}” are named by pairs of dates that are neither a chain nor count from one date, as those of interferograms are; invert them to a series first, or name each by one date.</source>
   <translation>列“{first}”…“{last}”以日期对命名，既不首尾相接也不从同一日期起算，如同干涉图；请先反演为序列，或让每列只用一个日期命名。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/dates.py" />
   <source>The column “{name}” looks like a displacement epoch, but is not a calendar date; rename or remove it.</source>
   <translation>列“{name}”看似位移历元，却不是日历日期；请改名或删除。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/dates.py" />
   <source>The month “{month}” in the column “{name}” is not known, while other columns are read as dates; write the dates as 2018-03-06.</source>
   <translation>列“{name}”中的月份“{month}”无法识别，而其他列被读作日期；请将日期写成 2018-03-06。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/dates.py" />
   <source>Of several sets of dated columns “{first}” … is read as displacements; {others} are left as they are. Set the date pattern, such as {pattern}, to read another.</source>
   <translation>在几组带日期的列中，“{first}”… 被读作位移；{others} 保持原样。要读取另一组，请设置日期格式，例如 {pattern}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/dates.py" />
   <source>The columns {names} stand among dated ones, or look like them, and are not read as dates; mend their names if they are.</source>
   <translation>列 {names} 位于带日期的列之间或与其相似，但未作为日期读取；如果它们是日期，请更正列名。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/dates.py" />
   <source>the columns “{first}” … “{last}”</source>
   <translation>“{first}”…“{last}”各列</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/dates.py" />
   <source>The columns {names} are written otherwise than “{first}”; they are read as further dates of it.</source>
   <translation>列 {names} 的写法与“{first}”不同；作为它的其他日期读取。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/dates.py" />
   <source>The dated columns “{first}” … are taken for displacements.</source>
   <translation>带日期的列“{first}”… 当作位移。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/dates.py" />
   <source>No column's name fits the date pattern “{pattern}”; the names are: {names}.</source>
   <translation>没有列名符合日期格式“{pattern}”；名称有：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/dates.py" />
   <source>The dates of {where} are read as {form}.</source>
   <translation>{where} 的日期按 {form} 读取。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/dates.py" />
   <source>The columns “{found}” and “{name}” carry the same date; keep only one of them.</source>
   <translation>列“{found}”和“{name}”是同一日期；请只保留一个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>The table “{name}” has no column “{wanted}”; it has {names}.</source>
   <translation>表“{name}”没有列“{wanted}”；现有 {names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>The columns of “{name}” are in several units ({units}); bring all of them to one.</source>
   <translation>“{name}”的各列单位不一（{units}）；请先统一为一种单位。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>{count} cells of “{name}” such as “T” stand for a trace; they are taken as 0.</source>
   <translation>“{name}”中有 {count} 个“T”之类的单元格表示微量；取为 0。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>“{column}” of “{table_name}” tells tenths of a unit; the values are taken as they are.</source>
   <translation>“{table_name}”的“{column}”以十分之一单位表示；数值按原样读取。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>“{column}” of “{table_name}” grows as the level falls; the values are taken as they are.</source>
   <translation>“{table_name}”的“{column}”随水位下降而增大；其值按原样采用。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>Each column of “{table_name}” is taken for a station: {names}.</source>
   <translation>“{table_name}”的每一列都视为一个站：{names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>Each column of “{table_name}” is taken for a station: {names}; not so {passed}.</source>
   <translation>“{table_name}”的每一列都视为一个站：{names}；{passed} 除外。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>The table “{table_name}” has no values.</source>
   <translation>表“{table_name}”没有值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>{count} of {total} rows of “{table_name}” have no value and are left out.</source>
   <translation>“{table_name}”的 {total} 行中有 {count} 行没有值，已略去。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>The station “{name}” of “{table_name}” has no values.</source>
   <translation>“{table_name}”的站点“{name}”没有值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>The station “{name}” has more than one value on {count} dates, such as {days}, in the table “{table_name}”; keep one for each date.</source>
   <translation>表“{table_name}”中站点“{name}”在 {count} 个日期（例如 {days}）有多个值；每个日期请只保留一个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>The table “{table_name}” repeats {repeated} dates of a station, such as {example}; the mean is taken.</source>
   <translation>表“{table_name}”中有 {repeated} 个站点日期重复，例如 {example}；取其均值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>The table “{name}” has a column per date, but none with the stations' names.</source>
   <translation>表“{name}”每个日期一列，但没有站名列。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>“{cell}” in the column “{column}” of the table “{name}” is no date that can be read; use dates such as 2018-03-06, 20180306 or 06/03/2018 of the Gregorian calendar, or say which format they have.</source>
   <translation>表“{name}”的列“{column}”中的“{cell}”不是可读的日期；请使用公历日期，如 2018-03-06、20180306 或 06/03/2018，或说明其格式。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>The table “{name}” has no column of dates; use dates such as 2018-03-06, 20180306 or 06/03/2018, or say which column and format they have.</source>
   <translation>表“{name}”没有日期列；请使用 2018-03-06、20180306 或 06/03/2018 这样的日期，或说明是哪一列、什么格式。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>Of the columns of numbers of “{table_name}” ({names}) “{column}” is read; name another one if that is meant.</source>
   <translation>在“{table_name}”的数值列（{names}）中读取“{column}”；若要读取另一列，请写出其名称。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>“{cell}” in the column “{column}” of the table “{name}” is no number; leave cells without a value empty.</source>
   <translation>表“{name}”的列“{column}”中的“{cell}”不是数字；无值的单元格请留空。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>The table “{name}” has no column of numbers; say which one holds the values.</source>
   <translation>表“{name}”没有数字列；请说明哪一列存放数值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>The table “{name}” has several columns of numbers ({names}); say which one holds the values.</source>
   <translation>表“{name}”有多个数字列（{names}）；请说明哪一列存放数值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/station_tables.py" />
   <source>The places of the stations in “{name}” are no degrees; make a layer of them and give it as stations.</source>
   <translation>“{name}”中站点的位置不是度；请把它们做成图层并作为站点给出。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/tables.py" />
   <source>The table {path} cannot be read: {strerror}.</source>
   <translation>表 {path} 无法读取：{strerror}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/tables.py" />
   <source>{name}: {count} cells such as “{cell}” tell only a limit; they are missing values.</source>
   <translation>{name}：{count} 个单元格（例如“{cell}”）只给出界限；视为缺失值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/tables.py" />
   <source>The table {name} cannot be read as columns: {error}.</source>
   <translation>表 {name} 无法按列读取：{error}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/tables.py" />
   <source>Row {number} of the table {name} has {count} cells, but the header has {total}.</source>
   <translation>表 {name} 的第 {number} 行有 {count} 格，而表头有 {total} 格。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/tables.py" />
   <source>The table {name} has a header, but no rows below it.</source>
   <translation>表 {name} 有表头，但其下没有行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/tables.py" />
   <source>{name}: the last {count} lines have fewer or more cells than the header and are left out.</source>
   <translation>{name}：最后 {count} 行的单元格比表头少或多，已略去。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/tables.py" />
   <source>the line of units below the header</source>
   <translation>表头下的单位行</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/tables.py" />
   <source>{name}: the names of its columns stand in row {row}.</source>
   <translation>{name}：列名在第 {row} 行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_files.py" />
   <source>The archive {name} cannot be unpacked here ({error}); unpack it and choose the table.</source>
   <translation>压缩包 {name} 无法在此解压（{error}）；请解压后选择表。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_files.py" />
   <source>The archive {name} is damaged ({error}); download it again.</source>
   <translation>压缩包 {name} 已损坏（{error}）；请重新下载。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_files.py" />
   <source>The archive {name} is damaged or cut off; download it again.</source>
   <translation>压缩包 {name} 已损坏或被截断；请重新下载。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_files.py" />
   <source>{one} and {other} have the same name, but are different tables; give one another name, or choose one of them.</source>
   <translation>{one} 与 {other} 名称相同，却是不同的表；请给其中之一换个名称，或只选其一。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_files.py" />
   <source>There is no table ({names}) in {place}; choose the file or its folder.</source>
   <translation>{place} 中没有表（{names}）；请选择文件或其文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_files.py" />
   <source>The archive {name} holds another archive, {inner}; unpack it, and choose its folder.</source>
   <translation>压缩包 {name} 内还有另一个压缩包 {inner}；请解压后选择其文件夹。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_files.py" />
   <source>The archive {name} holds {count} tables, more than {most}; unpack it and choose what you need.</source>
   <translation>压缩包 {name} 含有 {count} 个表，多于 {most}；请解压后选择需要的。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_files.py" />
   <source>The archive {name} unpacks to {size} MB of the same bytes over and over, which is no table; download it again.</source>
   <translation>压缩包 {name} 解压后为 {size} MB 的重复字节，不是表；请重新下载。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>{name} is empty; copy or download it again.</source>
   <translation>{name} 是空的；请重新复制或下载。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>a web page, perhaps an error message</source>
   <translation>网页，也许是错误消息</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>no text at all</source>
   <translation>没有文本</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>{name} is not a table of text ({what}); save it as CSV first.</source>
   <translation>{name} 不是文本表（{what}）；请先存为 CSV。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>{name} is no table of text: its first line does not end.</source>
   <translation>{name} 不是文本表：其第一行没有结束。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>{name} is read as {encoding}.</source>
   <translation>{name} 按 {encoding} 读取。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>{name} is not a table of text: its lines hold no columns separated by commas, semicolons, tabs, bars or blanks. It begins “{preview}”.</source>
   <translation>{name} 不是文本表：其各行没有以逗号、分号、制表符、竖线或空格分隔的列。它以“{preview}”开头。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>{name} has several groups of columns with dates ({groups}), which are not one series; keep one group in a file.</source>
   <translation>{name} 有几组带日期的列（{groups}），它们不是一条序列；请在一个文件中只保留一组。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>{name}: the groups {groups} are read as one series.</source>
   <translation>{name}：各组 {groups} 作为一条序列读取。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>{name}: {count} lines before the table are not part of it.</source>
   <translation>{name}：表之前的 {count} 行不属于它。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>the line of units beside the header</source>
   <translation>表头旁的单位行</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>{where}: the column “{name}” has decimal commas and decimal points; write it in one way.</source>
   <translation>{where}：列“{name}”既有小数逗号又有小数点；请统一写法。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>{name} has no header line with the names of its {width} columns. It begins “{preview}”. Give the names in “Names of columns”, such as {example}.</source>
   <translation>{name} 没有含其 {width} 列名称的表头行。它以“{preview}”开头。请在“列名”中给出名称，如 {example}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>{count} names of columns are given, but {name} has {width} columns. It begins “{preview}”.</source>
   <translation>给出了 {count} 个列名，但 {name} 有 {width} 列。它以“{preview}”开头。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>The first row of a StaMPS export must hold the day numbers of the epochs from its fourth column on.</source>
   <translation>StaMPS 导出的第一行从第四列起必须是各历元的日数。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/text_layout.py" />
   <source>A StaMPS export is recognised by its columns; its first row, the reference point and the days, is not a point.</source>
   <translation>由列识别出 StaMPS 导出；其第一行为参考点和日数，不是点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/wide_rows.py" />
   <source>The header of {name} names the column “{twice}” twice; remove one of them.</source>
   <translation>{name} 的表头中列“{twice}”出现两次；请删除其中一个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/wide_rows.py" />
   <source>row {number}</source>
   <translation>第 {number} 行</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/wide_rows.py" />
   <source>{count} rows</source>
   <translation>{count} 行</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/wide_rows.py" />
   <source> (the first is row {first_unreadable})</source>
   <translation>（第一处为第 {first_unreadable} 行）</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/wide_rows.py" />
   <source>; the file seems to be cut off</source>
   <translation>；文件似乎被截断</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/wide_rows.py" />
   <source>{name}: {which}{first} of {n_rows} could not be read, for want of cells, coordinates or numbers, and left out{end}.</source>
   <translation>{name}：{n_rows} 行中的 {which}{first} 因缺少单元格、坐标或数字而无法读取，已略去{end}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/tabular/wide_rows.py" />
   <source>{name}: {spoiled_cells} cells hold no number where one belongs; they are missing values.</source>
   <translation>{name}：{spoiled_cells} 个应为数字的单元格不是数字；视为缺失值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/threads.py" />
   <source>BLAS takes as many threads as it likes, which is slow on a busy machine; to hold it to its share, install the Python package {name} (Plugins ▸ Land Subsidence ▸ Environment).</source>
   <translation>BLAS 会随意占用线程，在繁忙的机器上很慢；要使其只用应占的份额，请安装 Python 包 {name}（插件 ▸ 地面沉降 ▸ 环境）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/torch_device.py" />
   <source>torch finds no CUDA device on this computer; choose the processor.</source>
   <translation>torch 在这台计算机上找不到 CUDA 设备；请选择处理器。</translation>
  </message>
  <message>
   <location filename="../../subsidence/units.py" />
   <source>The unit “{unit}” is not known; use one of {known}.</source>
   <translation>单位“{unit}”未知；请用 {known} 之一。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>GNSS files ({count}; {names}): {said}; up is positive.</source>
   <translation>GNSS 文件（{count} 个；{names}）：{said}；向上为正。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>The GNSS files are in different reference frames ({frames}); their rates differ by what the frames do.</source>
   <translation>这些 GNSS 文件采用不同的参考框架（{frames}）；其速率相差框架之间的差异。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>{count} GNSS stations are in several files ({names}); each file counts as a station of its own.</source>
   <translation>{count} 个 GNSS 站出现在多个文件中（{names}）；每个文件各算一个站。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>series of Nevada; east, north, up in m; days by Modified Julian Date</source>
   <translation>内华达序列；东、北、天顶，单位 m；日期取自约化儒略日</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>its reference frame is not told</source>
   <translation>未说明参考框架</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>reference frame {frame}</source>
   <translation>参考框架 {frame}</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>The file {path} cannot be read: {strerror}.</source>
   <translation>文件 {path} 无法读取：{strerror}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>{name} is cut off; its last line is left out.</source>
   <translation>{name} 被截断；其最后一行已略去。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>{name} holds no line of measurements.</source>
   <translation>{name} 中没有测量数据行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>{name} is no {suffix} file of GNSS: line {line} has {count} columns; at least {fewest} are needed, in all lines alike.</source>
   <translation>{name} 不是 GNSS 的 {suffix} 文件：第 {line} 行有 {count} 列；至少需要 {fewest} 列，且各行相同。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>{name} holds no value of the motion up.</source>
   <translation>{name} 中没有垂直运动的值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>{count} lines in the header of {name} tell of offsets or steps; they are passed over, and none is taken off the series.</source>
   <translation>{name} 的文件头有 {count} 行说明偏移或阶跃；这些行被略过，序列中未扣除任何一个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>{name} is named like a series whose trend was taken off; if so, its rate means nothing.</source>
   <translation>从名称看，{name} 像是已扣除趋势的序列；若是如此，其速率没有意义。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>The standard errors of {name}, {middle:.3g} on the median, are those of GNSS neither in m nor in mm.</source>
   <translation>{name} 的标准误（中位数 {middle:.3g}）无论以 m 还是 mm 计都不是 GNSS 的量级。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>The standard errors of {name} would be {middle:.3g} {unit}, which GNSS does not have; it is in another unit, or no such file.</source>
   <translation>{name} 的标准误将为 {middle:.3g} {unit}，GNSS 不会如此；它采用别的单位，或不是此类文件。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>Nothing in {name} tells whether it is in m or mm; choose the unit of the ground measurements.</source>
   <translation>{name} 中没有任何内容说明单位是 m 还是 mm；请选择地面测量的单位。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>{name}: “{cell}” in line {line} is no number.</source>
   <translation>{name}：第 {line} 行的“{cell}”不是数字。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>{name}: the date of line {line} is none of GNSS.</source>
   <translation>{name}：第 {line} 行的日期不是 GNSS 可能的日期。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>{name}: in line {line} the decimal year {year:g} and the date {day} do not agree; it is no such file, or damaged.</source>
   <translation>{name}：第 {line} 行的十进制年 {year:g} 与日期 {day} 不符；它不是此类文件，或已损坏。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>{name}: its lines have fewer columns than its header names.</source>
   <translation>{name}：数据行的列数少于文件头列出的列数。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>{name}: in line {line} the date {day} and the Modified Julian Date {mjd:g} do not agree; it is no such file, or damaged.</source>
   <translation>{name}：第 {line} 行的日期 {day} 与约化儒略日 {mjd:g} 不符；它不是此类文件，或已损坏。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>{name}: latitude and longitude are no degrees.</source>
   <translation>{name}：纬度和经度不是度数。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>{name} is no .pos file of a GNSS archive: no line *YYYYMMDD … names the columns {absent}.</source>
   <translation>{name} 不是 GNSS 数据中心的 .pos 文件：没有以 *YYYYMMDD 开头的行列出 {absent} 列。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>{name} holds several stations ({names}); give a file for each.</source>
   <translation>{name} 含有多个站（{names}）；请为每个站提供一个文件。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>{name} holds no geocentric coordinates X, Y, Z in metres.</source>
   <translation>{name} 中不是以米为单位的地心坐标 X、Y、Z。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>series as of SOPAC; north, east, up in {unit}; days by year and day of the year</source>
   <translation>SOPAC 式序列；北、东、天顶，单位 {unit}；日期取自年和年积日</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>series as of PBO; north, east, up in {unit}; days by YYYYMMDD</source>
   <translation>PBO 式序列；北、东、天顶，单位 {unit}；日期取自 YYYYMMDD</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>series as of JPL; east, north, up in {unit}; days by year, month, day</source>
   <translation>JPL 式序列；东、北、天顶，单位 {unit}；日期取自年、月、日</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>series as of USGS; north, east, up in {unit}; days by YYYYMMDD</source>
   <translation>USGS 式序列；北、东、天顶，单位 {unit}；日期取自 YYYYMMDD</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/gnss_files.py" />
   <source>X, Y, Z of Nevada in {unit}, turned to east, north, up; days by year, month, day</source>
   <translation>内华达的 X、Y、Z，单位 {unit}，已转为东、北、天顶；日期取自年、月、日</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_checks.py" />
   <source>with the sign reversed; check which way is positive</source>
   <translation>若把符号反过来；请检查哪个方向为正</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_checks.py" />
   <source>as vertical motion, not along the line of sight; it may be vertical already</source>
   <translation>若视为垂直运动而非视线向；它可能已是垂直向</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_checks.py" />
   <source>as motion along the line of sight, not as vertical; it may not have been converted</source>
   <translation>若视为视线向运动而非垂直向；它可能尚未换算</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_checks.py" />
   <source>with the east component of the line of sight reversed; check los_e, or ascending and descending</source>
   <translation>若把视线的东向分量反过来；请检查 los_e，或升轨与降轨</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_checks.py" />
   <source>when multiplied by {value:g}; check its unit</source>
   <translation>若乘以 {value:g}；请检查其单位</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_checks.py" />
   <source>when moved by {value:+.0f} days; check the dates of both series</source>
   <translation>若平移 {value:+.0f} 天；请检查两个序列的日期</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_checks.py" />
   <source>The InSAR series agrees better {what} (RMSE {rmse_mm:.1f} mm instead of {rmse_as_given_mm:.1f} mm).</source>
   <translation>InSAR 序列{what}，会更吻合（RMSE 为 {rmse_mm:.1f} mm，而非 {rmse_as_given_mm:.1f} mm）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_columns.py" />
   <source>“{column}” of “{name}” states the unit {unit}, which is taken.</source>
   <translation>“{name}”的“{column}”声明单位为 {unit}，现采用。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_columns.py" />
   <source>“{column}” of “{name}” states the unit {stated}, but {unit} is chosen, which is taken. Leave the unit on automatic to take the table's.</source>
   <translation>“{name}”的“{column}”注明单位 {stated}，而选择了 {unit}，采用后者。把单位留为自动即采用表中的单位。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_columns.py" />
   <source>{name} counts in “{unit}”, which is no unit of its own; multiply the values, or set TABLE_UNIT where they are in that unit all the same.</source>
   <translation>{name} 以“{unit}”计数，这不是独立的单位；请先换算数值，若数值确为该单位则设置 TABLE_UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_columns.py" />
   <source>{name}: the rates of “{column}” are per {time}, not per year; convert them, or set TABLE_UNIT where they are per year all the same.</source>
   <translation>{name}：“{column}”的速率按 {time} 计，而非按年；请先换算，若确为按年则设置 TABLE_UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_columns.py" />
   <source>“{column}” of “{name}” holds what moved since the date before; sum it up to heights or displacements first, or name another column.</source>
   <translation>“{name}”的“{column}”是自前一日期以来的变动；请先累加为高程或位移，或改用另一列。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_columns.py" />
   <source>“{column}” of “{name}” may count sinking as positive; it is taken as positive up. Set TABLE_REVERSE if it does.</source>
   <translation>“{name}”的“{column}”可能以下沉为正；现当作向上为正。若确是如此，请设置 TABLE_REVERSE。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_columns.py" />
   <source>“{name}” states no unit; mm is taken. For another set TABLE_UNIT.</source>
   <translation>“{name}”未标明单位，按 mm 处理。若为其他单位请设置 TABLE_UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_doubts.py" />
   <source>The height of the station {name} jumps by {size:+.0f} mm between {before} and {after}, as after a change of the antenna or the benchmark; nothing is taken off.</source>
   <translation>站点 {name} 的高程在 {before} 与 {after} 之间跳变 {size:+.0f} mm，似更换了天线或水准点；未作改正。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_doubts.py" />
   <source>“{table}” has several values of a station on {count} days, up to {most:.3g} mm apart (“{name}”, {day}); the mean of a day is taken.</source>
   <translation>“{table}”中同一站点有 {count} 天存在多个数值，相差最多 {most:.3g} mm（“{name}”，{day}）；取当天的平均值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>along the line of sight</source>
   <translation>沿视线向</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>in the vertical</source>
   <translation>在垂直向</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>InSAR against the ground</source>
   <translation>InSAR 与地面测量的比较</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>{source}, compared {direction}; differences are InSAR minus ground</source>
   <translation>{source}，{direction}比较；差值为 InSAR 减地面</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>No other sign, unit, direction or shift in time fits the ground clearly better than the data do.</source>
   <translation>没有其他符号、单位、方向或时间平移比数据本身更明显地吻合地面。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Something does not fit: read the warnings below before anything else.</source>
   <translation>有不相符之处：请先读下面的警告。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Rates with one standard deviation</source>
   <translation>速率及一倍标准差</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>InSAR − ground (mm/yr)</source>
   <translation>InSAR − 地面 (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Difference of rates at the stations</source>
   <translation>站点处速率之差</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>At {count} stations InSAR minus ground is {bias:+.1f} ± {std:.1f} mm/yr, with an RMSE of {rmse:.1f} mm/yr.</source>
   <translation>在 {count} 个站点上，InSAR 减地面为 {bias:+.1f} ± {std:.1f} mm/yr，RMSE 为 {rmse:.1f} mm/yr。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>InSAR minus ground is {bias:+.1f} mm/yr; its uncertainty is not known, because there are too few stations and dates.</source>
   <translation>InSAR 减地面为 {bias:+.1f} mm/yr；由于测站和日期太少，其不确定度未知。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>{share:.0%} of the differences lie within the sum of both uncertainties.</source>
   <translation>{share:.0%} 的差值在两者不确定度之和以内。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>No difference can be held against its uncertainty, which is not known at any station.</source>
   <translation>所有测站的不确定度均未知，因此无法用不确定度来衡量任何差值。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Overall</source>
   <translation>总体</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Bias of the rate (mm/yr)</source>
   <translation>速率偏差 (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Standard error of the bias (mm/yr)</source>
   <translation>偏差的标准误 (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>RMSE of the rates (mm/yr)</source>
   <translation>速率的 RMSE (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>RMSE without the bias (mm/yr)</source>
   <translation>去除偏差后的 RMSE (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Correlation of the rates</source>
   <translation>速率的相关</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Share within the sum of uncertainties</source>
   <translation>落在不确定度之和以内的比例</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Spread of the differences over what their uncertainties promise</source>
   <translation>差值的离散度与其不确定度所示之比</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>RMSE of the series (mm)</source>
   <translation>序列的 RMSE (mm)</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>The differences scatter more than their uncertainties allow: the uncertainties are too small, or stations and points do not move alike.</source>
   <translation>差值的离散超过其不确定度所允许的程度：不确定度偏小，或站点与点的运动并不相同。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Tie</source>
   <translation>约束</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Kind</source>
   <translation>类型</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Subtracted at the middle of the stations (mm/yr)</source>
   <translation>在站点中部减去的量 (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>RMSE before (mm/yr)</source>
   <translation>约束前的 RMSE (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>RMSE after, at the same stations (mm/yr)</source>
   <translation>约束后同一批站点的 RMSE (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>RMSE at stations left out of the fit (mm/yr)</source>
   <translation>未参与拟合的站点的 RMSE (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Dates</source>
   <translation>日期数</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Ground</source>
   <translation>地面</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Difference</source>
   <translation>差值</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Rates and their standard errors in mm/yr. InSAR and ground each err by no more than is said; of two dates, or of rates that were given without, no error is known.</source>
   <translation>速率及其标准误差，单位 mm/yr。InSAR 和地面各自的误差不大于所列值；只有两个日期，或给出的速率没有误差时，误差未知。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>Not compared because</source>
   <translation>未比较的原因</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>InSAR (blue) and ground (red), each relative to its mean</source>
   <translation>InSAR（蓝）与地面（红），各自相对于其均值</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>The {most_series} stations with the largest differences are drawn, of {count}.</source>
   <translation>图中画出差值最大的 {most_series} 个站点，共 {count} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>ground (mm/yr)</source>
   <translation>地面 (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_report.py" />
   <source>InSAR (mm/yr)</source>
   <translation>InSAR (mm/yr)</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>{name} is no tenv3 file: its lines must have at least 17 columns.</source>
   <translation>{name} 不是 tenv3 文件：每行至少应有 17 列。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>{name} is no tenv3 file: it has text where numbers belong.</source>
   <translation>{name} 不是 tenv3 文件：应为数字处出现文本。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>{name} is no tenv3 file: its fourth column is no Modified Julian Date.</source>
   <translation>{name} 不是 tenv3 文件：第四列不是约化儒略日。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>The table “{name}” has no dates; its rates are compared.</source>
   <translation>表“{name}”没有日期；比较其速率。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>heights or vertical motion</source>
   <translation>高程或垂直运动</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>The table “{name}” has no column of {what} that can be recognised; it has {names}.</source>
   <translation>表“{name}”没有可识别的{what}列；现有 {names}。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>The table “{name}” names no stations; it is taken as one station.</source>
   <translation>表“{name}”没有站名；视为一个站点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>The table “{name}” has no row with a date and a value.</source>
   <translation>表“{name}”没有同时带日期和值的行。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>The table “{name}” holds geocentric coordinates X, Y, Z; give east, north and up of a local frame.</source>
   <translation>表“{name}”包含地心坐标 X、Y、Z；请提供当地坐标系的东、北、上分量。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>No station of “{name}” moves more than {most:.2g} mm, and it states no unit; where it is in metres set TABLE_UNIT.</source>
   <translation>“{name}”中没有站的移动超过 {most:.2g} mm，且未注明单位；如果单位是米，请设置 TABLE_UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>The table “{name}” has no column “{chosen}”.</source>
   <translation>表“{name}”没有列“{chosen}”。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>The table “{name}” has a column per station or date; its values are taken as vertical.</source>
   <translation>表“{name}”每站或每个日期一列；其值当作垂直向。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_stations.py" />
   <source>The table “{name}” has two rates for the station “{twice}”; keep one.</source>
   <translation>表“{name}”给站点“{twice}”两个速率；请保留一个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_tie.py" />
   <source>A tie by {kind} needs at least {least} stations that can be compared, but there are {count}.</source>
   <translation>用 {kind} 约束至少需要 {least} 个可比较的站点，但只有 {count} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_tie.py" />
   <source>The stations lie on one line, so no plane can be fitted; tie by offset.</source>
   <translation>站点在一条直线上，无法拟合平面；请用常数约束。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_validation.py" />
   <source>No station has rates to compare; there are too few common dates.</source>
   <translation>没有可比较速率的站点；共同日期太少。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_validation.py" />
   <source>no point within {radius_m:g} m</source>
   <translation>{radius_m:g} m 内没有点</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_validation.py" />
   <source>No station can be compared with the points ({why}).</source>
   <translation>没有站点能与点比较（{why}）。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_validation.py" />
   <source>The points hold vertical motion; compare them in the vertical.</source>
   <translation>点为垂直运动；请在垂直向比较。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_validation.py" />
   <source>The points have no line of sight (los_e, los_n, los_u), so ground motion cannot be projected; import them with it, or compare vertical points.</source>
   <translation>点没有视线向（los_e、los_n、los_u），无法投影地面运动；请连同视线向一起导入，或比较垂直向的点。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_validation.py" />
   <source>the points around it have different lines of sight; validate one track at a time</source>
   <translation>周围的点视线向不同；请一次只验证一个轨道</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_validation.py" />
   <source>the line of sight is unknown there</source>
   <translation>该处的视线向未知</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_validation.py" />
   <source>fewer than two common dates, ground {first} … {last}, InSAR {begin} … {end}</source>
   <translation>共同日期少于两个，地面 {first} … {last}，InSAR {begin} … {end}</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/ground_validation.py" />
   <source>a rate is missing</source>
   <translation>缺少速率</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/layer_comparison.py" />
   <source>The two layers have fewer than two points in common; check that they overlap, or widen the radius.</source>
   <translation>两个图层的共同点少于两个；请检查它们是否重叠，或加大半径。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/layer_comparison.py" />
   <source>The period {first} … {last} holds {count} epochs of the series ({begin} … {end}), but a rate needs {least_epochs}.</source>
   <translation>时段 {first} … {last} 含序列（{begin} … {end}）的 {count} 个历元，但速率需要 {least_epochs} 个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/layer_comparison.py" />
   <source>The two layers share no time: {one} … {one_2} and {other} … {other_2}; compare their whole rates instead.</source>
   <translation>两个图层没有共同时间：{one} … {one_2} 与 {other} … {other_2}；请改为比较整段速率。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/layer_comparison.py" />
   <source>“{piece}” is no period; write 2018-03-06/2019-03-01, a year, or several with semicolons between.</source>
   <translation>“{piece}”不是时段；请写成 2018-03-06/2019-03-01、一个年份，或用分号隔开的多个。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/layer_comparison.py" />
   <source>The period “{piece}” ends before it begins.</source>
   <translation>时段“{piece}”的结束早于开始。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/layer_comparison.py" />
   <source>The rates of the other layer are {ratio:.3g} times those of the first, so one of the two is probably in another unit; check UNIT and OTHER_UNIT.</source>
   <translation>另一图层的速率是第一图层的 {ratio:.3g} 倍，其中之一很可能为其他单位；请检查 UNIT 和 OTHER_UNIT。</translation>
  </message>
  <message>
   <location filename="../../subsidence/validation/layer_comparison.py" />
   <source>The rates of the two layers are alike but in sign; check which way each counts as positive.</source>
   <translation>两图层的速率仅符号不同；请检查各自以哪个方向为正。</translation>
  </message>
  <message>
   <location filename="../../ui/desktop.py" />
   <source>Guided panel</source>
   <translation>向导面板</translation>
  </message>
  <message>
   <location filename="../../ui/desktop.py" />
   <location filename="../../ui/guided_panel.py" />
   <location filename="../../ui/series_viewer.py" />
   <source>Series viewer</source>
   <translation>序列查看器</translation>
  </message>
  <message>
   <location filename="../../ui/desktop.py" />
   <source>First steps</source>
   <translation>入门</translation>
  </message>
  <message>
   <location filename="../../ui/desktop.py" />
   <location filename="../../ui/environment_dialog.py" />
   <location filename="../../ui/guided_panel.py" />
   <source>Environment</source>
   <translation>运行环境</translation>
  </message>
  <message>
   <location filename="../../ui/desktop.py" />
   <location filename="../../ui/guided_panel.py" />
   <location filename="../../ui/viewer/bars.py" />
   <source>Help</source>
   <translation>帮助</translation>
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>Every package is there; nothing needs to be installed.</source>
   <translation>所有软件包都在；无需安装任何东西。</translation>
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>Land Subsidence {plugin} · QGIS {qgis} · Qt {qt} · Python {python} · numpy {numpy}</source>
   <translation>地面沉降 {plugin} · QGIS {qgis} · Qt {qt} · Python {python} · numpy {numpy}</translation>
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>Found</source>
   <translation>已有</translation>
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>Needed</source>
   <translation>需要</translation>
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>Package</source>
   <translation>软件包</translation>
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>What it is for</source>
   <translation>用途</translation>
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>optional</source>
   <translation>可选</translation>
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>{version} or newer</source>
   <translation>{version} 或更新</translation>
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>missing</source>
   <translation>缺少</translation>
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>The command keeps the numpy that QGIS came with, because GDAL is compiled against it. Restart QGIS afterwards. The plugin QPIP, if you use it, offers the same packages. Nothing is installed by itself.</source>
   <translation>该命令保留 QGIS 自带的 numpy，因为 GDAL 是针对它编译的。之后请重启 QGIS。若您使用 QPIP 插件，它会提供相同的软件包。不会自动安装任何东西。</translation>
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <location filename="../../ui/first_steps.py" />
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <location filename="../../ui/environment_dialog.py" />
   <source>Copy the command</source>
   <translation>复制命令</translation>
  </message>
  <message>
   <location filename="../../ui/first_steps.py" />
   <source>Sample: a synthetic city</source>
   <translation>示例：合成城市</translation>
  </message>
  <message>
   <location filename="../../ui/first_steps.py" />
   <source>Land Subsidence: first steps</source>
   <translation>地面沉降：入门</translation>
  </message>
  <message>
   <location filename="../../ui/first_steps.py" />
   <source>From InSAR to forecast and decision. Where do you start?</source>
   <translation>从 InSAR 到预测和决策。从哪里开始？</translation>
  </message>
  <message>
   <location filename="../../ui/first_steps.py" />
   <source>I only want to look</source>
   <translation>只想看看</translation>
  </message>
  <message>
   <location filename="../../ui/first_steps.py" />
   <source>A small synthetic city is made on this computer; its first curve is there in a few seconds.</source>
   <translation>在本机上生成一座小型合成城市；几秒钟后即可看到第一条曲线。</translation>
  </message>
  <message>
   <location filename="../../ui/first_steps.py" />
   <source>Make the sample city</source>
   <translation>生成示例城市</translation>
  </message>
  <message>
   <location filename="../../ui/first_steps.py" />
   <source>I have a finished product</source>
   <translation>我有成品数据</translation>
  </message>
  <message>
   <location filename="../../ui/first_steps.py" />
   <source>LiCSBAS, MintPy, EGMS, OPERA, StaMPS, tables or rasters: the import finds out what it is.</source>
   <translation>LiCSBAS、MintPy、EGMS、OPERA、StaMPS、表或栅格：导入时会识别是什么。</translation>
  </message>
  <message>
   <location filename="../../ui/first_steps.py" />
   <source>Open a product …</source>
   <translation>打开产品……</translation>
  </message>
  <message>
   <location filename="../../ui/first_steps.py" />
   <source>I have LiCSAR interferograms</source>
   <translation>我有 LiCSAR 干涉图</translation>
  </message>
  <message>
   <location filename="../../ui/first_steps.py" />
   <source>A GEOC folder becomes displacement series; a frame can be fetched from the COMET portal, too.</source>
   <translation>GEOC 文件夹变成位移序列；也可从 COMET 门户下载一帧。</translation>
  </message>
  <message>
   <location filename="../../ui/first_steps.py" />
   <source>Process interferograms …</source>
   <translation>处理干涉图……</translation>
  </message>
  <message>
   <location filename="../../ui/first_steps.py" />
   <source>Read the guide</source>
   <translation>阅读指南</translation>
  </message>
  <message>
   <location filename="../../ui/guided_panel.py" />
   <source>Has {what}</source>
   <translation>已有 {what}</translation>
  </message>
  <message>
   <location filename="../../ui/guided_panel.py" />
   <source>a point layer with displacement series</source>
   <translation>带位移序列的点图层</translation>
  </message>
  <message>
   <location filename="../../ui/guided_panel.py" />
   <source>a point layer with factors</source>
   <translation>带因子的点图层</translation>
  </message>
  <message>
   <location filename="../../ui/guided_panel.py" />
   <source>Needs {what}</source>
   <translation>需要{what}</translation>
  </message>
  <message>
   <location filename="../../ui/guided_panel.py" />
   <source>Ready</source>
   <translation>就绪</translation>
  </message>
  <message>
   <location filename="../../ui/guided_panel.py" />
   <source>Missing in this QGIS: {names}; “Environment” says how to get it.</source>
   <translation>此 QGIS 缺少：{names}；“运行环境”说明如何获得。</translation>
  </message>
  <message>
   <location filename="../../ui/guided_panel.py" />
   <source>Land Subsidence, step by step</source>
   <translation>地面沉降：逐步向导</translation>
  </message>
  <message>
   <location filename="../../ui/open_files.py" />
   <source>Open as deformation layer</source>
   <translation>作为形变图层打开</translation>
  </message>
  <message>
   <location filename="../../ui/open_files.py" />
   <source>{name} is a product of {what}. Open it as a layer of deformation?</source>
   <translation>{name} 是 {what} 的产品。要作为形变图层打开吗？</translation>
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>Click on a point of the layer to see its series.</source>
   <translation>点击图层中的点以查看其序列。</translation>
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>residual (mm)</source>
   <translation>残差（mm）</translation>
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>point {label}</source>
   <translation>点 {label}</translation>
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>point {label}, cluster {cluster}</source>
   <translation>点 {label}，聚类 {cluster}</translation>
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>forecast interval</source>
   <translation>预测区间</translation>
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>{level} interval of the forecast</source>
   <translation>预测的 {level} 区间</translation>
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>{model}: {rate} mm/yr</source>
   <translation>{model}：{rate} mm/yr</translation>
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>mean of {count} points</source>
   <translation>{count} 个点的均值</translation>
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>mean of cluster {cluster}</source>
   <translation>聚类 {cluster} 的均值</translation>
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>shape of cluster {cluster}</source>
   <translation>聚类 {cluster} 的形状</translation>
  </message>
  <message>
   <location filename="../../ui/series_plot.py" />
   <source>%b</source>
   <translation>%m月</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Median in place of the mean</source>
   <translation>用中位数代替均值</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Show</source>
   <translation>显示</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Residuals, copies at ± half a wavelength, error bars, backtest, dates of the fit</source>
   <translation>残差、± 半个波长的副本、误差线、回测、拟合的日期</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Residuals of the fit</source>
   <translation>拟合残差</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Error bars</source>
   <translation>误差线</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Backtest</source>
   <translation>回测</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Loop: displacement against head</source>
   <translation>回线：位移与水头</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Copies at ± λ/2, {band} band</source>
   <translation>± λ/2 处的副本，{band} 波段</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Dates of the fit: drag in the plot</source>
   <translation>拟合的日期：在图中拖动</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Fit all dates</source>
   <translation>拟合所有日期</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Next alarm</source>
   <translation>下一个警报</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <location filename="../../ui/viewer/until.py" />
   <source>Forecast until …</source>
   <translation>预测到……</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Drawing (SVG)</source>
   <translation>矢量图 (SVG)</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Picture (PNG)</source>
   <translation>图片 (PNG)</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <location filename="../../ui/viewer/profile_window.py" />
   <source>Table (CSV)</source>
   <translation>表格 (CSV)</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Chinese</source>
   <translation>中文</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>English</source>
   <translation>英文</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>For print: {size}, {language}</source>
   <translation>用于印刷：{size}，{language}</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Page with map and legend …</source>
   <translation>含地图和图例的页面……</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Map for a browser (HTML) …</source>
   <translation>浏览器地图（HTML）……</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Google Earth (KMZ) …</source>
   <translation>Google Earth（KMZ）……</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>area {n}</source>
   <translation>区域 {n}</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Left clicks draw the area, a right click closes it.</source>
   <translation>左键绘制区域，右键闭合。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Select polygons of a layer first.</source>
   <translation>请先选择某图层的多边形。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>An area needs a point layer with dates, or a raster with dated bands.</source>
   <translation>区域需要带日期的点图层，或带日期波段的栅格。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>{count} points: the mean is of all; {curves} curves and {marks} marks are drawn.</source>
   <translation>{count} 个点：均值取自全部；画出 {curves} 条曲线和 {marks} 个标记。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <location filename="../../ui/viewer/live.py" />
   <source>against {reference}</source>
   <translation>相对 {reference}</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Choose a layer with date fields or dated bands first.</source>
   <translation>请先选择带日期字段或带日期波段的图层。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>There is no point here; what was shown stays. “Clear” empties it.</source>
   <translation>此处没有点；已显示的保留。“清除”可清空。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>There is no point here.</source>
   <translation>此处没有点。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>A fence needs a point layer; on a raster, click.</source>
   <translation>圈选需要点图层；对栅格请点击。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>{count} points are too many to draw; choose fewer than {most}.</source>
   <translation>{count} 个点太多，无法绘制；请选择少于 {most} 个。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Click on the ground that is to stand still.</source>
   <translation>请点击应视为静止的地面。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Left clicks draw the ground that is to stand still, a right click closes it.</source>
   <translation>左键绘制应视为静止的地面，右键闭合。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>This place lies beyond the coordinate systems of the map and the layer; nothing was done.</source>
   <translation>该位置超出地图和图层坐标系的范围；未作任何操作。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Pick a reference first.</source>
   <translation>请先选取参考。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>This layer has no dates; “Colours” sets how its values are shown.</source>
   <translation>此图层没有日期；“颜色”用于设置其数值的显示方式。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>This layer has no rate to colour.</source>
   <translation>此图层没有可着色的速率。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>A profile needs a point layer.</source>
   <translation>剖面需要点图层。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>This layer holds no alarms of “Detect changes”.</source>
   <translation>此图层不含“检测变化”的警报。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>alarm {number} of {count}</source>
   <translation>第 {number} 个警报，共 {count} 个</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>A forecast needs a point layer with dates.</source>
   <translation>预测需要带日期的点图层。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>This layer has neither date fields nor dated bands.</source>
   <translation>此图层既没有日期字段也没有带日期的波段。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>curves against {reference}</source>
   <translation>曲线相对 {reference}</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>There is nothing to export yet; click on a point first.</source>
   <translation>还没有可导出的内容；请先点击一个点。</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>Export the shown series</source>
   <translation>导出所显示的序列</translation>
  </message>
  <message>
   <location filename="../../ui/series_viewer.py" />
   <source>{path} cannot be written: {reason}</source>
   <translation>无法写入 {path}：{reason}</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>1 Series</source>
   <translation>1 序列</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>Displacement series of points: import a finished product, or process interferograms.</source>
   <translation>点的位移序列：导入成品，或处理干涉图。</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>Columns that may explain the rate: distances, maps, rain and groundwater through time.</source>
   <translation>可能解释速率的列：距离、专题图、随时间变化的降雨和地下水。</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>3 Clusters</source>
   <translation>3 聚类</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>Points whose series have the same shape, by K-Shape.</source>
   <translation>按 K-Shape 找出序列形状相同的点。</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>4 Influence</source>
   <translation>4 影响</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>Which factors go with the rate: grey relational grades per cluster.</source>
   <translation>哪些因子与速率相关：各聚类的灰色关联度。</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>5 Rate from factors</source>
   <translation>5 由因子求速率</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>A network predicts the rate from the factors, judged on blocks of city it has not seen.</source>
   <translation>网络由因子预测速率，并在它没有见过的城区地块上检验。</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>6 Forecast</source>
   <translation>6 预测</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>The next epochs of every point, with intervals, beside simple baselines.</source>
   <translation>每个点今后的历元及其区间，并与简单基准对照。</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>7 Decide</source>
   <translation>7 决策</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>Zones, lines and buildings held against limits, what changed, comparison with the ground, export.</source>
   <translation>沉降区、与限值比较的线和建筑物、变化、与地面比较、导出。</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>table “{layer}”</source>
   <translation>表“{layer}”</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>“{layer}”: {points} points, {epochs} epochs</source>
   <translation>“{layer}”：{points} 个点，{epochs} 个历元</translation>
  </message>
  <message>
   <location filename="../../ui/steps.py" />
   <source>{fields} in “{layer}”</source>
   <translation>“{layer}”中的 {fields}</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>A point layer with date fields, or a raster with dated bands</source>
   <translation>带日期字段的点图层，或波段带日期的栅格</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Unit of the layer's displacements; they are shown in mm</source>
   <translation>图层位移的单位；显示为 mm</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>A straight line, the model that the data support best, or one by name</source>
   <translation>直线、数据最支持的模型，或指定的模型</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Selection</source>
   <translation>选择集</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Follow the selection of the layer</source>
   <translation>跟随图层的选择</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Click</source>
   <translation>点击</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Show the point that is clicked; with Ctrl, add it</source>
   <translation>显示所点击的点；按住 Ctrl 则添加</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Fence</source>
   <translation>圈选</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Left clicks draw a polygon around points, a right click closes it</source>
   <translation>左键在点周围画多边形，右键闭合</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Area</source>
   <translation>区域</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>All points of a polygon as one series, beside others</source>
   <translation>把多边形内所有点作为一条序列，与其他序列并列</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Draw a polygon</source>
   <translation>绘制多边形</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Selected polygons of the map</source>
   <translation>地图上选中的多边形</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>By date</source>
   <translation>按日期</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>The map shows the displacement of a date; drag the cursor in the plot</source>
   <translation>地图显示某一日期的位移；在图中拖动光标</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Colours</source>
   <translation>颜色</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Range, ramp and opacity of the map, at once</source>
   <translation>实时设置地图的范围、色带和不透明度</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Left clicks draw a line, a right click ends it: the motion along it</source>
   <translation>左键绘制线，右键结束：沿线的运动</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <location filename="../../ui/viewer/profile_window.py" />
   <source>Profile</source>
   <translation>剖面</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Clear</source>
   <translation>清除</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Export</source>
   <translation>导出</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Pictures, tables, maps</source>
   <translation>图片、表、地图</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Reference</source>
   <translation>参考</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Map and curves against other ground, at once; the layer stays as it is</source>
   <translation>地图和曲线立即改为相对其他地面；图层保持不变</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Pick a place</source>
   <translation>选取位置</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>As it was</source>
   <translation>恢复原样</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Make it a layer …</source>
   <translation>生成图层……</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/bars.py" />
   <source>Radius</source>
   <translation>半径</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/date_bar.py" />
   <source>The map shows the displacement of this date; drag here or in the plot</source>
   <translation>地图显示此日期的位移；在此处或图中拖动</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/date_bar.py" />
   <source>Show the difference from this date</source>
   <translation>显示与此日期之差</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/date_bar.py" />
   <source>minus</source>
   <translation>减去</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/date_bar.py" />
   <source>as measured</source>
   <translation>按观测</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/fits.py" />
   <source>parabola</source>
   <translation>抛物线</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/fits.py" />
   <source>line with a jump</source>
   <translation>带跳变的直线</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/fits.py" />
   <source>line with a new rate</source>
   <translation>带新速率的直线</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/fits.py" />
   <source>exponential settling</source>
   <translation>指数减缓沉降</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/fits.py" />
   <source>logarithmic settling</source>
   <translation>对数减缓沉降</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/fits.py" />
   <source>{model} + annual</source>
   <translation>{model} + 年周期</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/fits.py" />
   <source>Best model</source>
   <translation>最佳模型</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/fits.py" />
   <source>Line</source>
   <translation>直线</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/fits.py" />
   <source>No fit</source>
   <translation>不拟合</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/item_list.py" />
   <source>Tick to show; double-click to rename; bold ones stay when another point is clicked</source>
   <translation>勾选显示；双击改名；粗体的在点击另一点时保留</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/item_list.py" />
   <source>Hold</source>
   <translation>保留</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/item_list.py" />
   <source>Keep it when another point is clicked</source>
   <translation>点击另一点时保留它</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/item_list.py" />
   <source>Remove</source>
   <translation>移除</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/item_list.py" />
   <source>Take it out of the comparison</source>
   <translation>从比较中移除</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/item_list.py" />
   <source>Undo</source>
   <translation>撤销</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/item_list.py" />
   <source>What was shown before</source>
   <translation>恢复先前所显示的</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/item_list.py" />
   <source>Let go</source>
   <translation>不再保留</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/live.py" />
   <source>Live colours need a point layer or a raster.</source>
   <translation>实时颜色需要点图层或栅格。</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/live.py" />
   <source>The dates of “{layer}” are in its deformation store: its curves are shown, but for live colours import an area with its dates.</source>
   <translation>“{layer}”的日期存于其形变库：可显示其曲线，但要实时着色，请导入一个含日期的区域。</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/live.py" />
   <source>No band of this raster holds its rate; switch “By date” on to colour a date.</source>
   <translation>此栅格没有速率波段；打开“按日期”可为某一日期着色。</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/live.py" />
   <source>Displacement {date} (mm)</source>
   <translation>位移 {date}（mm）</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/live.py" />
   <source>{last} minus {first} (mm)</source>
   <translation>{last} 减 {first}（mm）</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/live.py" />
   <source>one of {count} × {count} pixels is read</source>
   <translation>每 {count} × {count} 个像元读取一个</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/live.py" />
   <source>colours repeat every {count:g} {unit}</source>
   <translation>颜色每 {count:g} {unit} 重复一次</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/loop.py" />
   <source>no epoch with a head</source>
   <translation>没有带水头的历元</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/loop.py" />
   <source>against the head</source>
   <translation>与水头相反</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/plot_curves.py" />
   <source>median of {count} points, band: half of them</source>
   <translation>{count} 个点的中位数，色带：其中一半</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/plot_curves.py" />
   <source>mean of {count} points, bands: ± 1 sd, 90 % of the mean</source>
   <translation>{count} 个点的均值，色带：± 1 标准差，均值的 90 %</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/plot_curves.py" />
   <source>mean of {count} points, band: ± 1 sd</source>
   <translation>{count} 个点的均值，色带：± 1 标准差</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/plot_curves.py" />
   <source>alarm {value:.0f}</source>
   <translation>报警 {value:.0f}</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/plot_curves.py" />
   <source>probability of a change {value:.0%}</source>
   <translation>发生变化的概率 {value:.0%}</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/plot_curves.py" />
   <source>passes its threshold with {value:.0%}</source>
   <translation>以 {value:.0%} 的概率越过其阈值</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/plot_curves.py" />
   <source>sinks faster than its limit with {value:.0%}</source>
   <translation>以 {value:.0%} 的概率下沉快于其限值</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/plot_curves.py" />
   <source>step of {step:+.0f} mm</source>
   <translation>{step:+.0f} mm 的台阶</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/plot_curves.py" />
   <source>rate {before:.0f} → {after:.0f} mm/yr</source>
   <translation>速率 {before:.0f} → {after:.0f} mm/yr</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/plot_curves.py" />
   <source>alarm: {kind}</source>
   <translation>警报：{kind}</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/plot_curves.py" />
   <source>{change}, began {date}</source>
   <translation>{change}，始于 {date}</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/plot_curves.py" />
   <source>{alarm}, called {date}</source>
   <translation>{alarm}，于 {date} 发出</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/profile_window.py" />
   <source>Width</source>
   <translation>宽度</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/profile_window.py" />
   <source>Draw again</source>
   <translation>重新绘制</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/profile_window.py" />
   <source>To the project</source>
   <translation>加到工程</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/profile_window.py" />
   <source>All options …</source>
   <translation>所有选项……</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/profile_window.py" />
   <source>10th to 90th percentile</source>
   <translation>第 10 至第 90 百分位</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/profile_window.py" />
   <source>mean, 90 % interval</source>
   <translation>均值，90 % 区间</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/profile_window.py" />
   <source>Profile line</source>
   <translation>剖面线</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/style_panel.py" />
   <source>Drag the two handles to set the range of the colours</source>
   <translation>拖动两个滑块设置颜色范围</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/style_panel.py" />
   <source>Lowest value of the colours</source>
   <translation>颜色的最低值</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/style_panel.py" />
   <source>Highest value of the colours</source>
   <translation>颜色的最高值</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/style_panel.py" />
   <source>Symmetric</source>
   <translation>对称</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/style_panel.py" />
   <source>Zero in the middle of the colours</source>
   <translation>零位于颜色中央</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/style_panel.py" />
   <source>Inverted</source>
   <translation>反转</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/style_panel.py" />
   <source>Colours repeat after so much, as in an interferogram: half a wavelength</source>
   <translation>颜色每隔这么多重复一次，如干涉图那样：半个波长</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/style_panel.py" />
   <source>Opacity</source>
   <translation>不透明度</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/style_panel.py" />
   <source>Fringes</source>
   <translation>条纹</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/style_panel.py" />
   <source>Fit</source>
   <translation>适应</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/style_panel.py" />
   <source>Let the range fit the values</source>
   <translation>使范围适应数值</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/style_panel.py" />
   <source>Give the layer these colours, for the legend and for prints</source>
   <translation>把这些颜色给图层，用于图例和印刷</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/style_panel.py" />
   <source>To the layer</source>
   <translation>用于图层</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/style_panel.py" />
   <source>One scale for all layers with a rate, so that they can be compared</source>
   <translation>所有含速率的图层用同一标度，以便比较</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/style_panel.py" />
   <source>To all</source>
   <translation>用于全部</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/until.py" />
   <source>The series ends on {last}. The farther the day, the wider the interval.</source>
   <translation>序列止于 {last}。日期越远，区间越宽。</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/view_export.py" />
   <source>one column, 85 mm</source>
   <translation>单栏，85 mm</translation>
  </message>
  <message>
   <location filename="../../ui/viewer/view_export.py" />
   <source>two columns, 178 mm</source>
   <translation>双栏，178 mm</translation>
  </message>
 </context>
</TS>
