"""Runs a command and prints its wall-clock seconds and the peak memory of its processes in kilobytes."""
import resource
import subprocess
import sys
import time

start = time.perf_counter()
outcome = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
elapsed = time.perf_counter() - start
print(elapsed, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(outcome.returncode)
