// Cairo draws, Pango lays text out, fontconfig finds the font files that were
// named, HarfBuzz cuts the subset of a font that a page embeds.
#pragma once
#include <cairo.h>
#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <harfbuzz/hb.h>
#include <harfbuzz/hb-subset.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
