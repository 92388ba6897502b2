"""Pure statistics of small networks: quantiles, coverage, dispersion, intervals, strata.

Every function takes the known values only: what is unknown is counted by `coverage`, never read as zero.
"""
