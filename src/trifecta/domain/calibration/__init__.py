"""Statistics of shared ratings as values: they help people who decide, and never rate anybody.

    ratings       `Rating`, `ratings_from`: scores by unit and rater, with gaps
    agreement     `agreement`: every coefficient at once (from `icc`, `alpha`, `kappa`)
    levels        `adjust`: where units stand once it counts who rated them (model A, on `grid`
                  for numbers, `steps` for steps of a scale; quantiles from `mixture`)
    cumulative    `fit`: cumulative-link models; `order_check` holds model A against one
    drift         `drift`: how the level moved between cycles, with bands
    impact        `impact`: four fifths and Fisher together, few people withheld
    sharing       `sharing`: when a shared rating is closer to the truth, and when not
    exceptions    `standing`: what blind flags about one member come to
    tables        `ratings_in`, and `selections` for `impact`: from CSV text
    report, words what is found as data and in sentences

Figures that a set of ratings does not have are `estimates.Undefined` with a reason. Severities of
raters are integrated out and are in no result. docs/explanation/calibration-statistics.md says how
far each of these can be trusted.
"""
