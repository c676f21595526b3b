x, name, n = 3.14159, "Ada", 42
print(f"{x:.2f} {x:8.3f}| {x:<8.1f}| {x:^9.2f}| {x:+.1f} {x:e} {x:.3g} {x:10.4e}")
print(f"{n:d} {n:5d}| {n:<5}| {n:^6}| {n:05d} {n:+} {n:x} {n:X} {n:#x} {n:b} {n:#b} {n:o} {n:c}")
print(f"{1234567:,} {1234567.891:,.2f} {1234567:_} {0.256:.1%} {1e10:g} {1e-7:g} {100000:g} {1000000:g}")
print(f"{name!r} {name:>8} {name:*^9} {name:.2} {name!s:5}| {'nested ' + f'{n}'} {{braces}}")
print(f"{x=} {n=:04d} {name = } {n + 1 = }")
width, digits = 10, 3
print(f"{x:{width}.{digits}f}|{name:>{width}}|{x:{'>'}{width}}")
print(f"{True} {None} {[1, 2]} {(1,)} {{'a': 1}}", f"{True:5}", f"{True:d}")
print(f"{-0.0:.1f} {0.5:.0f} {1.5:.0f} {2.5:.0f} {float('inf'):.2f} {float('nan'):5.1f}|")
print(f"{1234567:012,} {-42:06d} {-3.5:08.2f} {3:>+5} {5:=+5} {255:#06x} {3.0:.3} {100.0:.3} {1234.5:.3}")
print(f"{x:.0f} {x:.10f} {1e21:.0f} {123.0:n}" , f"{x!r:>12}")
print(f'{"quoted"}' f"{n}" " plain")
print(f"{n if n > 3 else 0} {(lambda v: v * 2)(n)} {n:>{2 * 3}} {[i for i in range(3)]}")
