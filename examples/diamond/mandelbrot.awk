# Renders some rows of the Mandelbrot set as grey values, one row of the picture a line.
# Variables: width, height (of the whole picture, in pixels), limit (of the iterations), from, to (rows, `to` excluded).
BEGIN {
    for (row = from; row < to; row++) {
        imaginary = (row + 0.5) / height * 2.4 - 1.2
        line = ""
        for (column = 0; column < width; column++) {
            real = (column + 0.5) / width * 3.2 - 2.2
            line = line grey(real, imaginary) " "
        }
        print line
    }
}

# 0 (black) for a point of the set, else the brighter the sooner the point escapes.
function grey(a, b,    x, y, xx, yy, n) {
    for (n = 0; n < limit; n++) {
        xx = x * x
        yy = y * y
        if (xx + yy > 4)
            return 255 - n % 255
        y = 2 * x * y + b
        x = xx - yy + a
    }
    return 0
}
