package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import dev.ackademy.ui.fx.shot.LessonPictures;
import dev.ackademy.ui.workbench.Pictures.Picture;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// The course on paper as the program writes it, its pictures drawn by the window's painters without a display.
class HandoutsTest {

    private static final Set<String> SHAPES =
            Set.of("svg", "title", "g", "rect", "line", "circle", "path", "text", "clipPath");

    @Test
    void everyLessonHasItsStageAndItsSpaceTimeAsWellFormedPicturesWithoutScripts() throws Exception {
        Handouts handouts = Handouts.of(LessonLibrary.shipped(), new LessonPictures());
        List<Lesson> course = LessonLibrary.shipped().course();
        assertThat(handouts.pictures()).hasSize(2 * course.size());
        TreeSet<String> ids = new TreeSet<>();
        for (int i = 0; i < course.size(); i++) {
            String number = course.get(i).name().substring(0, 2);
            for (Picture picture : handouts.pictures().subList(2 * i, 2 * i + 2)) {
                assertThat(picture.name()).startsWith(number + "-");
                assertThat(handouts.markdown()).contains("](pictures/" + picture.name() + ".svg)");
                assertThat(handouts.html()).contains(picture.svg());
                assertIsAPicture(picture, ids);
            }
        }
        assertThat(handouts.html()).doesNotContain("<script", "<img", "src=");
    }

    private static void assertIsAPicture(Picture picture, Set<String> ids) throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(picture.svg())));
        List<String> words = new ArrayList<>();
        NodeList all = svg.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            assertThat(element.getTagName()).as(picture.name()).isIn(SHAPES);
            for (int a = 0; a < element.getAttributes().getLength(); a++) {
                String attribute = element.getAttributes().item(a).getNodeName();
                assertThat(attribute).as(picture.name()).doesNotStartWith("on").doesNotContain("href", "style");
            }
            if (!element.getAttribute("id").isEmpty()) {
                assertThat(ids.add(element.getAttribute("id")))
                        .as("%s: its ids are its own", picture.name())
                        .isTrue();
            }
            if (element.getTagName().equals("text")) {
                words.add(element.getTextContent());
            }
        }
        assertThat(words).as(picture.name()).hasSizeGreaterThan(5);
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                .as(picture.name())
                .hasSizeGreaterThan(20);
    }
}
