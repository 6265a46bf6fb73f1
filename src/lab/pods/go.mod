module dev.etcdtls/pods

go 1.22
