"""Everything that can be done in a calibration, by who may do it, in the stage it belongs to."""
