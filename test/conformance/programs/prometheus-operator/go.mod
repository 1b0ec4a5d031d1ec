// Of it only the CRD of PrometheusRule is used; nothing is built.
module conformance/prometheus-operator

go 1.24

require github.com/prometheus-operator/prometheus-operator v0.85.0
