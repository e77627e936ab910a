package dev.taowa.nested;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngressRuleTest {

    private static final List<IngressRule> RULES = IngressRule.ofList(EngineAnswer.read("""
            {"items": [
              {"metadata": {"namespace": "default", "name": "shop"}, "spec": {"rules": [
                {"host": "shop.example", "http": {"paths": [
                  {"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "web", "port": {"number": 80}}}},
                  {"path": "/api", "pathType": "Prefix", "backend": {"service": {"name": "api", "port": {"name": "http"}}}},
                  {"path": "/api/v1", "pathType": "Exact", "backend": {"service": {"name": "old", "port": {"number": 81}}}}
                ]}},
                {"host": "*.shop.example", "http": {"paths": [
                  {"pathType": "ImplementationSpecific", "backend": {"service": {"name": "any", "port": {"number": 80}}}}]}}
              ]}},
              {"metadata": {"namespace": "other", "name": "rest"}, "spec": {
                "defaultBackend": {"service": {"name": "rest", "port": {"number": 8080}}}}}
            ]}"""));

    @ParameterizedTest
    @CsvSource({
        "shop.example,/,web",
        "shop.example,/apis,web",
        "shop.example,/api,api",
        "shop.example,/api/,api",
        "shop.example,/api/v1,old",
        "shop.example,/api/v1/x,api",
        "blue.shop.example,/api,any",
        "deep.blue.shop.example,/,rest",
        "elsewhere,/x,rest",
        "'',/,rest",
    })
    void aRequestGoesWhereTheMostExactRuleSays(String host, String path, String service) {
        assertThat(IngressRule.find(RULES, host, path))
                .hasValueSatisfying(rule -> assertThat(rule.service().name()).isEqualTo(service));
    }

    @Test
    void aRuleKnowsItsIngressAndItsPort() {
        assertThat(RULES)
                .extracting(IngressRule::ingress, IngressRule::port)
                .contains(tuple("default/shop", "http"), tuple("other/rest", "8080"));
        assertThat(IngressRule.find(List.of(), "shop.example", "/")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"items\": 1}",
                "{\"items\": [{\"spec\": {\"rules\": [{\"http\": {\"paths\": [{}]}}]}}]}",
                "{\"items\": [{\"metadata\": {\"namespace\": \"../x\"}, \"spec\": {\"defaultBackend\": {\"service\": {\"name\": \"a\"}}}}]}",
                "{\"items\": [{\"metadata\": {\"namespace\": \"a\"}, \"spec\": {\"rules\": [{\"host\": \"<b>\", \"http\": {\"paths\": [{\"backend\": {\"service\": {\"name\": \"a\"}}}]}}]}}]}"
            })
    void whatCannotBeOneIsLeftOut(String answer) {
        assertThat(IngressRule.ofList(EngineAnswer.read(answer))).isEmpty();
    }
}
