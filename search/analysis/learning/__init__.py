"""How the files in search/analysis/data/ are learnt. Only commands and benchmarks come here, never the running site."""
