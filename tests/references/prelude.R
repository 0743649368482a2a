# What the commands in the `source` columns of the CSV files beside this one need, besides the packages they name.
# R 4.2.2 with epitools 0.5-10.1, epiR 2.0.57 and metafor 3.8-1 made the numbers.

# Koopman's score statistic by maximum likelihood found numerically, not by the closed form that the product uses.
score <- function(r, x, n, y, m) {
  loglik <- function(p) dbinom(x, n, pmin(r * p, 1), log = TRUE) + dbinom(y, m, p, log = TRUE)
  top <- min(1, 1 / r)
  p0 <- optimize(loglik, c(0, top), maximum = TRUE, tol = 1e-14)$maximum
  candidates <- c(p0, if (y == m || x == n) top)
  p0 <- candidates[which.max(sapply(candidates, loglik))]
  p1 <- min(r * p0, 1)
  (x / n - r * y / m) / sqrt(p1 * (1 - p1) / n + r^2 * p0 * (1 - p0) / m)
}
koopman <- function(x, n, y, m, level = 0.95) {
  z <- qnorm((1 + level) / 2)
  root <- function(target) exp(uniroot(function(l) score(exp(l), x, n, y, m) - target, c(-12, 12), tol = 1e-10)$root)
  c(if (x == 0) 0 else root(z), if (y == 0) Inf else root(-z))
}

wilson <- function(x, n, level = 0.95) as.numeric(prop.test(x, n, conf.level = level, correct = FALSE)$conf.int)
newcombe <- function(x, n, y, m) {
  a <- wilson(x, n); b <- wilson(y, m); p <- x / n; q <- y / m
  c(p - q - sqrt((p - a[1])^2 + (b[2] - q)^2), p - q + sqrt((a[2] - p)^2 + (q - b[1])^2))
}
midp <- function(x, n, y, m) epitools::ormidp.test(x, n - x, y, m - y)$two.sided
fisher <- function(x, n, y, m) fisher.test(matrix(c(x, n - x, y, m - y), 2))$p.value
pooled <- function(x, n, y, m) suppressWarnings(prop.test(c(x, y), c(n, m), correct = FALSE)$p.value)

# Spiegelhalter (2005), appendix A.1.1.
limits <- function(p, n, coverage) sapply(c((1 - coverage) / 2, (1 + coverage) / 2), function(tail) {
  r <- qbinom(tail, n, p)
  max(0, (r - (pbinom(r, n, p) - tail) / (pbinom(r, n, p) - pbinom(r - 1, n, p))) / n)
})

# Unequal sizes of what power.prop.test does for equal ones.
detectable <- function(n, y, m, alpha = 0.05, power = 0.8) {
  p0 <- y / m
  excess <- function(p1) {
    p <- (n * p1 + m * p0) / (n + m)
    p1 - p0 - qnorm(1 - alpha / 2) * sqrt(p * (1 - p) * (1 / n + 1 / m)) -
      qnorm(power) * sqrt(p1 * (1 - p1) / n + p0 * (1 - p0) / m)
  }
  uniroot(excess, c(p0, 1), tol = 1e-13)$root / p0
}
mh <- function(x, n, y, m) {
  f <- metafor::rma.mh(measure = "RR", ai = x, n1i = n, ci = y, n2i = m)
  as.numeric(c(exp(f$beta), exp(f$ci.lb), exp(f$ci.ub)))
}
agree <- function(x, n, y, m) {
  f <- metafor::rma.mh(measure = "OR", ai = x, n1i = n, ci = y, n2i = m)
  c(f$BD, f$BDp, f$TA, f$TAp)
}
ranks <- function(a, b) suppressWarnings(wilcox.test(a, b, exact = FALSE)$p.value)
