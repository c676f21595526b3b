a = {3, 1, 2, 3}; b = {2, 3, 4}
print(a, len(a), 2 in a, a | b, a & b, a - b, a ^ b, a <= b, {2} < a, a == {1, 2, 3})
a.add(10); a.discard(1); a.discard(99); a.remove(2); print(a); a.update([7, 8]); print(sorted(a), set(), set("a"), frozenset([1]))
print({x % 3 for x in range(10)}, set([1, 1, 2]), sorted({"b", "a"}), {1, 2}.union([3], (4,)), {1, 2, 3}.intersection({2, 9}))
print({1}.isdisjoint({2}), {1}.issubset({1, 2}), {1, 2}.issuperset({1}), len({(1, 2), (1, 2)}), {frozenset([1]): 2})
s = {5}; t = s; t |= {6}; print(s, {100, 50, 33, 12, 7, 64}, {-1, -2, 0}, set(range(20, 0, -3)))
print({1, 2.0, True}, list({9, 4, 1}), bool(set()), {0}.symmetric_difference({0, 1}))
