"""benchmarks: speed beside other engines, as ratios in one run."""
