// One node in this process on 127.0.0.1, by codelibs' runner; for OpenSearch fetch.sh replaces the two names.
import java.nio.file.Path;
import org.codelibs.elasticsearch.runner.ElasticsearchClusterRunner;

public final class RunnerNode {
    public static void main(final String[] arguments) throws Exception {
        final int port = Integer.getInteger("motcua.port");
        final Path folder = Path.of(System.getProperty("motcua.folder"));
        final ElasticsearchClusterRunner runner = new ElasticsearchClusterRunner();
        runner.setMaxHttpPort(-1); // this port, or none
        runner.onBuild((number, settings) -> {
            settings.put("http.port", port);
            settings.put("network.host", "127.0.0.1");
            settings.put("discovery.type", "single-node");
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
            settings.put("action.destructive_requires_name", true);
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                runner.close();
            } catch (final Exception trouble) {
                System.err.println("closing: " + trouble);
            }
        }));
        runner.build(ElasticsearchClusterRunner.newConfigs()
                .basePath(folder.toString()).clusterName("motcua-test").numOfNode(1));
        Thread.currentThread().join();
    }
}
