"""The pages that people write instead of ours, each as its makers advise; their packages have an environment of their own."""
