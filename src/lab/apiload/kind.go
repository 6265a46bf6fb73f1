package main

const (
	namespace  = "api-load"
	group      = "lab.etcdtls.dev"
	ofClient   = "lab.etcdtls.dev/client"
	definition = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
)

// kind is a sort of object that is created, listed and watched.
type kind struct {
	name string
	path string
	body map[string]any // without its metadata
}

var kinds = []kind{
	{
		name: "configmaps",
		path: "/api/v1/namespaces/" + namespace + "/configmaps",
		body: map[string]any{"data": map[string]string{"note": "written by api-load"}},
	},
	{
		name: "secrets",
		path: "/api/v1/namespaces/" + namespace + "/secrets",
		body: map[string]any{"type": "Opaque", "stringData": map[string]string{"note": "not a secret at all"}},
	},
	{
		name: "probes",
		path: "/apis/" + group + "/v1/namespaces/" + namespace + "/probes",
		body: map[string]any{
			"apiVersion": group + "/v1", "kind": "Probe", "spec": map[string]string{"note": "written by api-load"},
		},
	},
}

// object is a new object of the kind. Its label says which run of the program has made it.
func (k kind) object(name, client string) map[string]any {
	made := map[string]any{"metadata": map[string]any{"name": name, "labels": map[string]string{ofClient: client}}}
	for field, value := range k.body {
		made[field] = value
	}
	return made
}

func namespaceObject() map[string]any {
	return map[string]any{"metadata": map[string]any{"name": namespace}}
}

// probeDefinition is the custom resource definition of the kind probes.
func probeDefinition() map[string]any {
	schema := map[string]any{
		"type": "object",
		"properties": map[string]any{
			"spec": map[string]any{"type": "object", "x-kubernetes-preserve-unknown-fields": true},
		},
	}
	return map[string]any{
		"metadata": map[string]any{"name": "probes." + group},
		"spec": map[string]any{
			"group": group,
			"scope": "Namespaced",
			"names": map[string]any{"plural": "probes", "singular": "probe", "kind": "Probe"},
			"versions": []any{map[string]any{
				"name": "v1", "served": true, "storage": true,
				"schema": map[string]any{"openAPIV3Schema": schema},
			}},
		},
	}
}
