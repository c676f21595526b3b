a, b, c = 1, 2, 3
print(a < b <= c != 4, a == 1 != b, a < b > c, not a > b, (a, b) <= (1, 2), "a" <= "a" < "b", 1 < 2 == 2 < 3, None == 0, [] == (), 1 == "1")
print(max("apple", "fig", key=len), sorted([(2, "b"), (1, "z"), (2, "a")]), 3 == 3.0 == True + 2, {1} == {1.0}, [1, 2.0] == [1.0, 2])
x = [1, 2]; y = x; z = [1, 2]; print(x is y, x is z, x == z, x is not z)
