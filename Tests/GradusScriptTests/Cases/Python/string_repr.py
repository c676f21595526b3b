print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\t nl\n back\\"), repr("\x00\x7f\x1b"))
print(["a", 'b"c', "d'e"], ("é",), {"k": "v\n"})
print(repr("\xa0"), repr("\u200b"), repr("日本"), ascii("é€"), "\x41\u0042\101")
print("""triple
lines""", r"raw\n", "con" "cat" 'ed')
print("a\
b")
