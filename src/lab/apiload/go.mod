module dev.etcdtls/apiload

go 1.22
