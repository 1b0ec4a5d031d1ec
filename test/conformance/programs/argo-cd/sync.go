package main

import (
	"fmt"
	"os"
	"time"

	"github.com/argoproj/argo-cd/v3/util/lua"
	"github.com/argoproj/gitops-engine/pkg/cache"
	"github.com/argoproj/gitops-engine/pkg/diff"
	enginehealth "github.com/argoproj/gitops-engine/pkg/health"
	enginesync "github.com/argoproj/gitops-engine/pkg/sync"
	"github.com/argoproj/gitops-engine/pkg/sync/common"
	"github.com/argoproj/gitops-engine/pkg/utils/kube"
	"github.com/argoproj/gitops-engine/pkg/utils/tracing"
	"github.com/go-logr/logr"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

// By this annotation Argo CD knows what it has brought in.
const trackingAnnotation = "argocd.argoproj.io/tracking-id"

const (
	within   = 2 * time.Minute
	lookEach = 200 * time.Millisecond
)

type syncResult struct {
	// What differed before.
	OutOfSync []string `json:"outOfSync"`
	Phase     string   `json:"phase"`
	Message   string   `json:"message"`
	// What was done, in its order.
	Resources []resourceResult `json:"resources"`
}

type resourceResult struct {
	Key     string `json:"key"`
	Status  string `json:"status"`
	Message string `json:"message"`
}

// One sync operation of Argo CD: no retry, and what is no longer declared is deleted.
func sync(in input) (any, error) {
	config, err := clientcmd.BuildConfigFromFlags("", os.Getenv("KUBECONFIG"))
	if err != nil {
		return nil, err
	}
	config.QPS, config.Burst = 50, 100
	for _, object := range in.Objects {
		annotations := object.GetAnnotations()
		if annotations == nil {
			annotations = map[string]string{}
		}
		annotations[trackingAnnotation] = trackingID(kube.GetResourceKey(object))
		object.SetAnnotations(annotations)
	}
	clusterCache := newCache(config)
	if err := clusterCache.EnsureSynced(); err != nil {
		return nil, err
	}
	defer clusterCache.Invalidate()
	outOfSync, err := differing(in.Objects, clusterCache)
	if err != nil {
		return nil, err
	}
	out, err := operate(in, config, clusterCache)
	out.OutOfSync = outOfSync
	return out, err
}

// As Argo CD's application controller does it: each look at the cluster goes on from where the last one ended.
func operate(in input, config *rest.Config, clusterCache cache.ClusterCache) (syncResult, error) {
	kubectl := &kube.KubectlCmd{Log: logr.Discard(), Tracer: tracing.NopTracer{}}
	overrides := healthOverrides(in.Settings)
	phase, message, results := common.OperationRunning, "", []common.ResourceSyncResult(nil)
	started := metav1.Now()
	for !phase.Completed() && time.Since(started.Time) < within {
		live, err := clusterCache.GetManagedLiveObjs(in.Objects, isManaged)
		if err != nil {
			return syncResult{}, err
		}
		context, cleanup, err := enginesync.NewSyncContext("revision", enginesync.Reconcile(in.Objects, live, "default", clusterCache),
			config, config, kubectl, "default", clusterCache.GetOpenAPISchema(),
			enginesync.WithInitialState(phase, message, results, started),
			enginesync.WithOperationSettings(false, true, false, false),
			enginesync.WithManifestValidation(true),
			enginesync.WithHealthOverride(overrides),
			enginesync.WithLogr(logr.Discard()),
		)
		if err != nil {
			return syncResult{}, err
		}
		context.Sync()
		phase, message, results = context.GetState()
		cleanup()
		time.Sleep(lookEach)
	}
	out := syncResult{Phase: string(phase), Message: message, Resources: []resourceResult{}}
	for _, each := range results {
		out.Resources = append(out.Resources, resourceResult{each.ResourceKey.String(), string(each.Status), each.Message})
	}
	return out, nil
}

func differing(target []*unstructured.Unstructured, clusterCache cache.ClusterCache) ([]string, error) {
	live, err := clusterCache.GetManagedLiveObjs(target, isManaged)
	if err != nil {
		return nil, err
	}
	reconciled := enginesync.Reconcile(target, live, "default", clusterCache)
	result, err := diff.DiffArray(reconciled.Target, reconciled.Live, diff.WithLogr(logr.Discard()))
	if err != nil {
		return nil, err
	}
	keys := []string{}
	for i, each := range result.Diffs {
		object := reconciled.Target[i]
		// What is no longer declared is to be pruned.
		if each.Modified || object == nil {
			if object == nil {
				object = reconciled.Live[i]
			}
			key := kube.GetResourceKey(object)
			keys = append(keys, key.String())
		}
	}
	return keys, nil
}

type tracked struct{ id string }

func newCache(config *rest.Config) cache.ClusterCache {
	return cache.NewClusterCache(config,
		cache.SetLogr(logr.Discard()),
		cache.SetPopulateResourceInfoHandler(func(object *unstructured.Unstructured, _ bool) (any, bool) {
			id := object.GetAnnotations()[trackingAnnotation]
			return tracked{id}, id != ""
		}),
	)
}

func isManaged(resource *cache.Resource) bool {
	info, ok := resource.Info.(tracked)
	return ok && info.id == trackingID(resource.ResourceKey())
}

func trackingID(key kube.ResourceKey) string {
	return fmt.Sprintf("conformance:%s/%s:%s/%s", key.Group, key.Kind, key.Namespace, key.Name)
}

func resourceHealth(object *unstructured.Unstructured, overrides lua.ResourceHealthOverrides) (*enginehealth.HealthStatus, error) {
	return enginehealth.GetResourceHealth(object, overrides)
}
