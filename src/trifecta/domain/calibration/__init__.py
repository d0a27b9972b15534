"""Shared ratings as values: how a calibration goes, and statistics that help and never decide.

How it goes; see docs/adr/0054-how-a-calibration-goes.md:

    acts          `may`: who may do what in which stage
    stages        `Stage`, `may_advance`, `may_reopen`: forward by one, back by two people
    panel         `Calibrator`, `quorum`: who takes part, conflicts of interest, stepping back
    votes         `Voting.readable`: proposals that nobody else reads before all are in
    deciding      `may_reveal`, `may_decide`: never mechanically, never without every function
    exceptions    `standing`: what blind flags about one member come to
    scales        `LabelledScale`, `suggested`: steps by name, carried over to another scale
    rails         `notice`: what goes wrong when ratings are shared
    telling       `headline`, `flags_words`: what the room is told, in sentences

Statistics; docs/explanation/calibration-statistics.md says how far each can be trusted:

    ratings       `Rating`, `ratings_from`: scores by unit and rater, with gaps
    agreement     `agreement`: every coefficient at once (from `icc`, `alpha`, `kappa`)
    levels        `adjust`: where units stand once it counts who rated them (model A, on `grid`
                  for numbers, `steps` for steps of a scale; quantiles from `mixture`)
    cumulative    `fit`: cumulative-link models; `order_check` holds model A against one
    drift         `drift`: how the level moved between cycles, with bands
    impact        `impact`: four fifths and Fisher together, few people withheld
    helping       ranges and counts of one cycle, as its calibrators are shown them
    sharing       `sharing`: when a shared rating is closer to the truth, and when not
    tables        `ratings_in`, and `selections` for `impact`: from CSV text
    report, words what is found as data and in sentences

Figures that a set of ratings does not have are `estimates.Undefined` with a reason. Severities of
raters are integrated out and are in no result.
"""
