s = "The quick brown fox"
print(" ".join(w[::-1] for w in s.split()), sum(c in "aeiou" for c in s.lower()), "".join(sorted(set(s.lower()) - {" "}))[:5])
def is_palindrome(t):
    t = "".join(c.lower() for c in t if c.isalnum()); return t == t[::-1]
print(is_palindrome("A man, a plan, a canal: Panama"), is_palindrome("no"))
def caesar(t, k): return "".join(chr((ord(c) - 97 + k) % 26 + 97) if c.islower() else c for c in t)
print(caesar("hello, world", 3), caesar(caesar("abc", 5), -5))
def rle(t):
    out, i = [], 0
    while i < len(t):
        j = i
        while j < len(t) and t[j] == t[i]: j += 1
        out.append(f"{t[i]}{j - i}"); i = j
    return "".join(out)
print(rle("aaabbc"), rle(""), "%s has %d letters" % (s[:3], 3))
